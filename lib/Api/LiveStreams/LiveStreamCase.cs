using Onair.Api.MediaProviders;

namespace Onair.Api.LiveStreams;

/// <summary>Everything that the rules of a LiveStream check.</summary>
/// <param name="Spec">The declared spec.</param>
public sealed record LiveStreamCase(LiveStreamSpec Spec)
{
    /// <summary>The stream's namespace; null when it is unknown, which skips its rule.</summary>
    public string? Namespace { get; init; }

    /// <summary>The recorded status: some fields are immutable once resources exist.</summary>
    public LiveStreamStatus Recorded { get; init; } = new();

    /// <summary>The value of the annotation onair.dev/adopt.</summary>
    public string? Adopt { get; init; }

    /// <summary>The MediaProvider that the spec names; null when it is unknown, which skips its rules.</summary>
    public MediaProviderSpec? Provider { get; init; }
}
