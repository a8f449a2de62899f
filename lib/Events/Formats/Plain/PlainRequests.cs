using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Data;

namespace Onair.Events.Formats.Plain;

/// <summary>The requests of an event in format Plain, one for each object.</summary>
internal static class PlainRequests
{
    private static readonly PlainJsonContext Json =
        new(new(PlainJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static IEnumerable<SinkRequest> Of(PlainSpec spec, PendingEvent pending) => (EventSchemas.Kind(pending.Type) switch
    {
        "livestream" => Of(spec, pending.Id, Data(pending, EventJson.Wire.LiveStreamData)),
        "ivschannel" => Of(spec, pending.Id, Data(pending, EventJson.Wire.IvsChannelData)),
        "archivesplit" => Of(spec, pending.Id, Data(pending, EventJson.Wire.ArchiveSplitData)),
        "videoasset" => Of(spec, pending.Id, Data(pending, EventJson.Wire.VideoAssetData)),
        // The format knows streams and videos; what feeds a stream is neither.
        _ => [],
    }).OfType<SinkRequest>();

    private static IEnumerable<SinkRequest?> Of(PlainSpec spec, string id, LiveStreamData data) =>
    [
        Request(id, "stream", PlainStreams.Stream(data), Json.PlainStream),
        spec.Events ? Request(id, "event", PlainStreams.Event(data), Json.PlainStreamingEvent) : null,
        spec.Analytics ? Request(id, "analytics", PlainStreams.Analytics(data), Json.PlainAnalytics) : null,
    ];

    private static IEnumerable<SinkRequest?> Of(PlainSpec spec, string id, IvsChannelData data) =>
    [
        Request(id, "stream", PlainChannels.Stream(data), Json.PlainStream),
        spec.Events ? Request(id, "event", PlainChannels.Event(data), Json.PlainStreamingEvent) : null,
        spec.Analytics ? Request(id, "analytics", PlainChannels.Analytics(data), Json.PlainAnalytics) : null,
    ];

    private static IEnumerable<SinkRequest?> Of(PlainSpec spec, string id, ArchiveSplitData data) =>
        data.Transition == "sectioncompleted" && data.Section is { } section
            ? [Request(id, "video", PlainSplits.Video(data, section), Json.PlainVideo)]
            :
            [
                spec.Events ? Request(id, "event", PlainSplits.Event(data), Json.PlainStreamingEvent) : null,
                spec.Analytics ? Request(id, "analytics", PlainSplits.Analytics(data), Json.PlainAnalytics) : null,
            ];

    private static IEnumerable<SinkRequest?> Of(PlainSpec spec, string id, VideoAssetData data) =>
    [
        Request(id, "video", Fitting(PlainVideos.Video(data)), Json.PlainVideo),
        spec.Analytics ? Request(id, "analytics", PlainVideos.Analytics(data), Json.PlainAnalytics) : null,
    ];

    // A chapter takes more space here than in the data.
    private static PlainVideo Fitting(PlainVideo video)
    {
        while (video.Chapters.Count > 0 && JsonSerializer.SerializeToUtf8Bytes(video, Json.PlainVideo).Length >= SinkRequests.MaxBytes)
            video = video with { Chapters = [.. video.Chapters.Take(video.Chapters.Count * 3 / 4)] };
        return video;
    }

    private static T Data<T>(PendingEvent pending, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(pending.Data, type) ?? throw new JsonException($"the event {pending.Id} has no data");

    private static SinkRequest? Request<T>(string id, string part, T? value, JsonTypeInfo<T> type)
        where T : class =>
        value is null ? null : new($"{id}/{part}", "application/json; charset=utf-8", new Dictionary<string, string>(), JsonSerializer.SerializeToUtf8Bytes(value, type));
}
