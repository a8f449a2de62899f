using Onair.Api.MediaProviders;

namespace Onair.Resources.MediaProviders;

/// <summary>All that the rules of a MediaProvider judge.</summary>
/// <param name="Spec">What is declared.</param>
public sealed record MediaProviderCase(MediaProviderSpec Spec)
{
    /// <summary>What is recorded: the region is fixed once it was verified.</summary>
    public MediaProviderStatus Recorded { get; init; } = new();
}
