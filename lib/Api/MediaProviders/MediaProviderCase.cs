using Onair.Api.Rules;

namespace Onair.Api.MediaProviders;

/// <summary>All that the rules of a MediaProvider judge.</summary>
/// <param name="Spec">What is declared.</param>
/// <param name="ActionMap">What compiling <c>spec.video</c> found; empty without it.</param>
public sealed record MediaProviderCase(MediaProviderSpec Spec, IReadOnlyList<Violation> ActionMap)
{
    /// <summary>What is recorded: the region is fixed once it was verified.</summary>
    public MediaProviderStatus Recorded { get; init; } = new();
}
