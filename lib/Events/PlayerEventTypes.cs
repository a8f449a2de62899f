namespace Onair.Events;

/// <summary>What viewers do. No resource has these events, and no EventSink gets them: the gateway sends them.</summary>
public static class PlayerEventTypes
{
    /// <summary>The name in event types and of the schema.</summary>
    public const string Name = "player";

    /// <summary>The page of a video was opened.</summary>
    public const string VideoView = "video_view";

    /// <summary>The page of a stream or of an external URL was opened.</summary>
    public const string StreamView = "stream_view";

    /// <summary>How a view went up to now.</summary>
    public const string Performance = "stream_performance";

    /// <summary>What happens to playback.</summary>
    public static IReadOnlyList<string> Playback { get; } =
        ["stream_start", "stream_pause", "stream_resume", "stream_seek", "stream_buffering", "stream_quality_change", "stream_error", "stream_end"];

    /// <summary>The type of an event: <c>dev.onair.player.stream_start</c>.</summary>
    public static string TypeOf(string name) => $"{EventTypes.Prefix}{Name}.{name}";
}
