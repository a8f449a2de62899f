using Onair.Api.EventSinks;
using Onair.Events.Data;

namespace Onair.Events.Formats.Plain;

/// <summary>The objects of an IvsChannel's events.</summary>
internal static class IvsChannelObjects
{
    /// <summary>All objects of an event; null where it has none.</summary>
    public static IEnumerable<PlainObject?> Of(PlainSpec spec, IvsChannelData data) =>
    [
        PlainObject.Of(Stream(data)), spec.Events ? PlainObject.Of(Event(data)) : null, spec.Analytics ? PlainObject.Of(Analytics(data)) : null,
    ];

    /// <summary>The stream. Its URL is where viewers play: the ingest endpoint is of no use without the key.</summary>
    public static PlainStream Stream(IvsChannelData data) => PlainStreamBuilder.Live(data, data.PlaybackUrl ?? "", "hls_stream", Status(data));

    public static PlainStreamingEvent Event(IvsChannelData data) => new()
    {
        EventType = $"ivschannel.{data.Transition}",
        Timestamp = PlainText.Unix(data.Time),
        StreamData = Stream(data),
        UserAgent = PlainText.UserAgent,
        SessionId = data.StreamId ?? "",
    };

    /// <summary>Analytics of a stream that begins or ends; null for other transitions.</summary>
    public static PlainAnalytics? Analytics(IvsChannelData data) => data.Transition is not ("live" or "offline") ? null : new()
    {
        StreamId = data.Resource.Uid,
        Timestamp = PlainText.Unix(data.Time),
        AnalyticsType = data.Transition == "live" ? "session_started" : "session_ended",
        Data = new PlainSessionFigures { SessionId = data.StreamId ?? "", PlaybackUrl = data.PlaybackUrl ?? "" },
    };

    private static string Status(IvsChannelData data) => data.Transition switch
    {
        "failed" => "error",
        "deleted" => "deleted",
        _ => data.Live ? "live" : "stopped",
    };
}
