using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Client;

/// <summary>Reads a page of a list while it arrives: an object is handed over as soon as its last byte is there. Custom resources come with
/// the page's metadata after the items, built-in kinds with it before them.</summary>
internal sealed class ListReader<T>(ResourceType<T> type, Action<T> take) where T : class, IKubernetesObject<V1ObjectMeta>
{
    private JsonReaderState _json;
    private bool _inItems;

    /// <summary>The page's metadata, once it was read.</summary>
    public V1ListMeta Metadata { get; private set; } = new();

    /// <summary>Reads the page to its end.</summary>
    /// <exception cref="JsonException">It is no list, or not even the metadata of an object can be read.</exception>
    public async Task ReadAsync(Stream page, CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(page, new StreamPipeReaderOptions(bufferSize: 64 * 1024));
        try
        {
            while (true)
            {
                var result = await pipe.ReadAsync(cancellationToken);
                var consumed = Read(result.Buffer, result.IsCompleted);
                if (result.IsCompleted) return;
                pipe.AdvanceTo(consumed, result.Buffer.End);
            }
        }
        finally
        {
            await pipe.CompleteAsync();
        }
    }

    private SequencePosition Read(in ReadOnlySequence<byte> bytes, bool isLast)
    {
        var reader = new Utf8JsonReader(bytes, isLast, _json);
        var done = reader;
        while (TryStep(ref reader)) done = reader;
        _json = done.CurrentState;
        return done.Position;
    }

    /// <summary>Reads one member or one item; false when it has not arrived whole.</summary>
    private bool TryStep(ref Utf8JsonReader reader)
    {
        if (!reader.Read()) return false;
        if (_inItems)
        {
            _inItems = reader.TokenType != JsonTokenType.EndArray;
            return !_inItems || TryItem(ref reader);
        }
        // The braces of the list itself.
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.EndObject) return true;
        if (reader.TokenType != JsonTokenType.PropertyName) throw new JsonException("the response is not a list");
        var (isItems, isMetadata) = (reader.ValueTextEquals("items"u8), reader.ValueTextEquals("metadata"u8));
        if (!reader.Read()) return false;
        if (isItems && reader.TokenType == JsonTokenType.StartArray) return _inItems = true;
        var end = reader;
        if (!end.TrySkip()) return false;
        if (isMetadata) Metadata = JsonSerializer.Deserialize(ref reader, KubernetesJsonContext.Default.V1ListMeta) ?? new();
        reader = end;
        return true;
    }

    private bool TryItem(ref Utf8JsonReader reader)
    {
        var end = reader;
        if (!end.TrySkip()) return false;
        take(type.Stamp(ObjectReader.Read(ref reader, type.TypeInfo)));
        reader = end;
        return true;
    }
}
