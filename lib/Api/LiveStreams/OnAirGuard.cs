namespace Onair.Api.LiveStreams;

/// <summary>Whether <c>spec.onAirGuard</c> stands in the way of a deletion.</summary>
public static class OnAirGuard
{
    /// <summary>The way out, for the message of a refusal.</summary>
    public const string Remedy = "Set spec.state: Stopped to end the show, or spec.onAirGuard: false to delete it on air.";

    /// <summary>Why the stream may not be deleted; null when it may. By what is recorded: <c>Receiving</c> is some seconds old.</summary>
    public static string? Refusal(LiveStream stream) =>
        stream is { Metadata.DeletionTimestamp: null, Spec.OnAirGuard: true } && stream.Is(LiveStreamConditions.Receiving)
            ? $"LiveStream \"{stream.Metadata.Name}\" is receiving video, and spec.onAirGuard is true. {Remedy}"
            : null;
}
