using System.Buffers;
using System.Net;
using System.Text.Json;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Client;

/// <summary>Parses the lines of a watch.</summary>
internal static class WatchEventReader
{
    public static bool TryReadLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        if (buffer.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }
        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        return true;
    }

    public static WatchEvent<T> Parse<T>(ReadOnlySequence<byte> line, ResourceType<T> type, string path)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            string? name = null;
            var body = reader;
            var found = false;
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isType = reader.ValueTextEquals("type"u8);
                var isObject = reader.ValueTextEquals("object"u8);
                reader.Read();
                if (isType) name = reader.GetString();
                if (isObject)
                {
                    body = reader;
                    found = true;
                }
                reader.Skip();
            }
            return found ? Event(name, body, type, path) : throw new JsonException("no object in the event");
        }
        catch (JsonException e)
        {
            throw new ApiException($"watch {path}: an event cannot be read: {e.Message}", e);
        }
    }

    private static WatchEvent<T> Event<T>(string? name, Utf8JsonReader body, ResourceType<T> type, string path)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (name == "ERROR")
        {
            var status = JsonSerializer.Deserialize(ref body, KubernetesJsonContext.Default.V1Status);
            throw new ApiException($"watch {path}", (HttpStatusCode)(status?.Code ?? 500), status, null);
        }
        if (name == "BOOKMARK")
        {
            var metadata = JsonSerializer.Deserialize(ref body, KubernetesJsonContext.Default.PartialObject)?.Metadata;
            return new(WatchEventType.Bookmark, null, metadata?.ResourceVersion ?? throw new JsonException("a bookmark without resourceVersion"));
        }
        var obj = type.Stamp(ObjectReader.Read(ref body, type.TypeInfo));
        var kind = name switch
        {
            "ADDED" => WatchEventType.Added,
            "MODIFIED" => WatchEventType.Modified,
            "DELETED" => WatchEventType.Deleted,
            _ => throw new JsonException($"unknown type of event {name}"),
        };
        return new(kind, obj, obj.Metadata.ResourceVersion ?? throw new JsonException("an object without resourceVersion"));
    }
}
