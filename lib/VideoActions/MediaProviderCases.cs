using Onair.Api.MediaProviders;

namespace Onair.VideoActions;

/// <summary>Judges a MediaProvider together with its action map, which only this library can compile.</summary>
public static class MediaProviderCases
{
    /// <summary>What the rules of a declared and recorded MediaProvider judge.</summary>
    public static MediaProviderCase Case(this MediaProvider provider) => provider.Spec.Case() with { Recorded = provider.Status ?? new() };

    /// <summary>What the rules of a MediaProvider judge that nothing is recorded of yet.</summary>
    public static MediaProviderCase Case(this MediaProviderSpec spec) => new(spec, ActionMap.Check(spec.Video));
}
