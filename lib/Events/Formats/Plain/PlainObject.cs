using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Events.Formats.Plain;

/// <summary>An object of an event, which is sent in a request of its own.</summary>
/// <param name="Part">The last part of the request's id, e.g. <c>stream</c>.</param>
/// <param name="Body">UTF-8 JSON.</param>
internal sealed record PlainObject(string Part, byte[] Body)
{
    private static readonly PlainJsonContext Json =
        new(new(PlainJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static PlainObject Of(PlainStream stream) => Of("stream", stream, Json.PlainStream);

    public static PlainObject Of(PlainStreamingEvent happened) => Of("event", happened, Json.PlainStreamingEvent);

    /// <summary>The analytics of an event; null when it has none.</summary>
    public static PlainObject? Of(PlainAnalytics? analytics) => analytics is null ? null : Of("analytics", analytics, Json.PlainAnalytics);

    /// <summary>The video, with as many chapters as fit: a chapter takes more space here than in the data.</summary>
    public static PlainObject Of(PlainVideo video)
    {
        var written = Of("video", video, Json.PlainVideo);
        while (video.Chapters.Count > 0 && written.Body.Length >= SinkRequestBuilder.MaxBytes)
        {
            video = video with { Chapters = [.. video.Chapters.Take(video.Chapters.Count * 3 / 4)] };
            written = Of("video", video, Json.PlainVideo);
        }

        return written;
    }

    private static PlainObject Of<T>(string part, T value, JsonTypeInfo<T> type) => new(part, JsonSerializer.SerializeToUtf8Bytes(value, type));
}
