using Onair.Api.MediaProviders;

namespace Onair.Api.LiveStreams;

/// <summary>All that the rules of a LiveStream judge.</summary>
/// <param name="Spec">What is declared.</param>
public sealed record LiveStreamCase(LiveStreamSpec Spec)
{
    /// <summary>What is recorded: some fields are fixed once resources exist.</summary>
    public LiveStreamStatus Recorded { get; init; } = new();

    /// <summary>The annotation onair.dev/adopt.</summary>
    public string? Adopt { get; init; }

    /// <summary>The MediaProvider that the spec names; null when it is not known, and its rules are not judged.</summary>
    public MediaProviderSpec? Provider { get; init; }
}
