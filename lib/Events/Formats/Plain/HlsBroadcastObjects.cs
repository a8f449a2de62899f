using Onair.Api.EventSinks;
using Onair.Events.Data;

namespace Onair.Events.Formats.Plain;

/// <summary>The objects of an HlsBroadcast's events.</summary>
internal static class HlsBroadcastObjects
{
    /// <summary>All objects of an event; null where it has none.</summary>
    public static IEnumerable<PlainObject?> Of(PlainSpec spec, HlsBroadcastData data) =>
    [
        PlainObject.Of(Stream(data)), spec.Events ? PlainObject.Of(Event(data)) : null, spec.Analytics ? PlainObject.Of(Analytics(data)) : null,
    ];

    /// <summary>The stream.</summary>
    public static PlainStream Stream(HlsBroadcastData data) => PlainStreamBuilder.Live(data, data.PlaybackUrl ?? "", "hls_stream", Status(data));

    public static PlainStreamingEvent Event(HlsBroadcastData data) => new()
    {
        EventType = $"hlsbroadcast.{data.Transition}",
        Timestamp = PlainText.Unix(data.Time),
        StreamData = Stream(data),
        UserAgent = PlainText.UserAgent,
        SessionId = "",
    };

    /// <summary>Analytics of a run that begins or ends; null for other transitions.</summary>
    public static PlainAnalytics? Analytics(HlsBroadcastData data) => data.Transition is not ("started" or "stopped") ? null : new()
    {
        StreamId = data.Resource.Uid,
        Timestamp = PlainText.Unix(data.Time),
        AnalyticsType = data.Transition == "started" ? "session_started" : "session_ended",
        Data = new PlainSessionFigures { SessionId = "", PlaybackUrl = data.PlaybackUrl ?? "" },
    };

    private static string Status(HlsBroadcastData data) => data.Transition switch
    {
        "failed" => "error",
        "deleted" or "expired" => "deleted",
        _ => data.Receiving ? "live" : "stopped",
    };
}
