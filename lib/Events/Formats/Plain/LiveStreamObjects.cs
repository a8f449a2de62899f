using Onair.Api.EventSinks;
using Onair.Api.LiveStreams;
using Onair.Events.Data;

namespace Onair.Events.Formats.Plain;

/// <summary>The objects of a LiveStream's events.</summary>
internal static class LiveStreamObjects
{
    /// <summary>All objects of an event; null where it has none.</summary>
    public static IEnumerable<PlainObject?> Of(PlainSpec spec, LiveStreamData data) =>
    [
        PlainObject.Of(Stream(data)), spec.Events ? PlainObject.Of(Event(data)) : null, spec.Analytics ? PlainObject.Of(Analytics(data)) : null,
    ];

    /// <summary>The stream. URL and type are those of its input.</summary>
    public static PlainStream Stream(LiveStreamData data)
    {
        var url = (data.Input.Type == InputType.RtmpPush ? data.Input.Endpoints : data.Input.Sources) is [var first, ..] ? first : "";
        return PlainStreamBuilder.Live(data, url, Type(data.Input.Type, url), Status(data));
    }

    public static PlainStreamingEvent Event(LiveStreamData data) => new()
    {
        EventType = data.Transition,
        Timestamp = PlainText.Unix(data.Time),
        StreamData = Stream(data),
        UserAgent = PlainText.UserAgent,
        SessionId = data.SessionId ?? "",
    };

    /// <summary>Analytics; null for transitions that have none.</summary>
    public static PlainAnalytics? Analytics(LiveStreamData data)
    {
        var type = data.Transition switch
        {
            "started" => "session_started",
            "receiving" => "input_received",
            "inputlost" => "input_lost",
            "stopped" => "session_ended",
            _ => null,
        };
        return type is null ? null : new()
        {
            StreamId = data.Resource.Uid,
            Timestamp = PlainText.Unix(data.Time),
            AnalyticsType = type,
            Data = Figures(data),
        };
    }

    private static string Type(InputType input, string url) => input switch
    {
        InputType.UrlPull => url.EndsWith(".m3u8", StringComparison.OrdinalIgnoreCase) ? "hls_stream" : "http_stream",
        _ => "rtmp_stream",
    };

    private static string Status(LiveStreamData data) => data.Transition switch
    {
        "starting" => "starting",
        "stopping" => "stopping",
        "failed" => "error",
        "deleted" => "deleted",
        _ when data is not { RunningAt: not null, StoppedAt: null } => "stopped",
        _ => data.Receiving ? "live" : "running",
    };

    private static PlainSessionFigures Figures(LiveStreamData data) => new()
    {
        SessionId = data.SessionId ?? "",
        PlaybackUrl = data.Playback?.LiveUrl ?? data.Playback?.Url ?? "",
        StartupSeconds = PlainText.Seconds(data.StartedAt, data.RunningAt),
        DurationSeconds = PlainText.Seconds(data.RunningAt, data.StoppedAt ?? data.Time),
        RunningHours = data.Cost?.RunningHours ?? 0,
        CostEstimate = data.Cost?.Estimate ?? 0,
        Currency = data.Cost?.Currency ?? "",
    };
}
