using Onair.Api.MediaProviders;

namespace Onair.VideoActions;

/// <summary>Combines a MediaProvider with its compiled action map, so that its rules can check both. Only this library can compile the map.</summary>
public static class MediaProviderCaseBuilder
{
    /// <summary>Everything that the rules of a stored MediaProvider check.</summary>
    public static MediaProviderCase Case(this MediaProvider provider) => provider.Spec.Case() with { Recorded = provider.Status ?? new() };

    /// <summary>Everything that the rules of a MediaProvider without a status check.</summary>
    public static MediaProviderCase Case(this MediaProviderSpec spec) => new(spec, ActionMap.Check(spec.Video));
}
