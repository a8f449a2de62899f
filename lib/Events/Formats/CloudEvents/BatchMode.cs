using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Onair.Api.Common;

namespace Onair.Events.Formats.CloudEvents;

/// <summary>Several events in a request, each with attributes and data as a JSON object.</summary>
internal static class BatchMode
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>As few requests as are needed, in the order of the events.</summary>
    public static IEnumerable<SinkRequest> Of(IReadOnlyList<PendingEvent> events)
    {
        var (batch, size) = (new List<(PendingEvent Event, byte[] Json)>(), 1);
        foreach (var next in events)
        {
            var json = Json(next);
            if (batch.Count > 0 && size + json.Length + 1 >= SinkRequestBuilder.MaxBytes)
            {
                yield return Request(batch);
                (batch, size) = ([], 1);
            }

            batch.Add((next, json));
            size += json.Length + 1;
        }

        if (batch.Count > 0) yield return Request(batch);
    }

    private static SinkRequest Request(List<(PendingEvent Event, byte[] Json)> batch)
    {
        var body = new ArrayBufferWriter<byte>();
        body.Write("["u8);
        foreach (var (index, (_, json)) in batch.Index())
        {
            if (index > 0) body.Write(","u8);
            body.Write(json);
        }

        body.Write("]"u8);
        return new(Id(batch.Select(item => item.Event)), "application/cloudevents-batch+json; charset=utf-8", new Dictionary<string, string>(), body.WrittenSpan.ToArray());
    }

    // Derived from the events: a batch that is sent again has the same id, one with other events another.
    private static string Id(IEnumerable<PendingEvent> events) =>
        $"batch/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', events.Select(e => e.Id)))).AsSpan(0, 16))}";

    private static byte[] Json(PendingEvent pending)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, Options);
        writer.WriteStartObject();
        foreach (var (name, value) in Attributes.Of(pending)) writer.WriteString(name, value);
        writer.WriteString("datacontenttype", Attributes.DataContentType);
        writer.WritePropertyName("data");
        writer.WriteRawValue(pending.Data);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
