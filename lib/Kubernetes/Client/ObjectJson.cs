using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Kubernetes.Client;

/// <summary>Copies and compares objects by their JSON, in buffers that each thread uses again: a resync that changes nothing allocates the
/// copy that its controller may change, and no JSON.</summary>
public static class ObjectJson
{
    // A thread keeps no buffer of a rare large object.
    private const int MostKept = 256 * 1024;

    [ThreadStatic]
    private static Scratch? _first, _second;

    /// <summary>Whether two values have the same JSON.</summary>
    public static bool AreSame<T>(T a, T b, JsonTypeInfo<T> type)
    {
        if (ReferenceEquals(a, b)) return true;
        var (first, second) = (Take(ref _first), Take(ref _second));
        var same = first.Write(a, type).SequenceEqual(second.Write(b, type));
        (_first, _second) = (Kept(first), Kept(second));
        return same;
    }

    internal static bool IsSame<T>(T value, ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
    {
        var buffer = Take(ref _first);
        var same = buffer.Write(value, type).SequenceEqual(json);
        _first = Kept(buffer);
        return same;
    }

    internal static T Copy<T>(T value, JsonTypeInfo<T> type)
    {
        var buffer = Take(ref _first);
        var copy = JsonSerializer.Deserialize(buffer.Write(value, type), type)!;
        _first = Kept(buffer);
        return copy;
    }

    // Taken out, so that a converter that comes here again gets another one, and one that fails leaves none behind.
    private static Scratch Take(ref Scratch? kept)
    {
        var buffer = kept ?? new Scratch();
        kept = null;
        return buffer;
    }

    private static Scratch? Kept(Scratch buffer) => buffer.Size <= MostKept ? buffer : null;

    [SuppressMessage("Reliability", "CA1001", Justification = "A writer into memory holds nothing to free.")]
    private sealed class Scratch
    {
        private readonly ArrayBufferWriter<byte> _bytes = new(4 * 1024);
        private readonly Utf8JsonWriter _writer;

        public Scratch() => _writer = new Utf8JsonWriter(_bytes);

        public int Size => _bytes.Capacity;

        public ReadOnlySpan<byte> Write<T>(T value, JsonTypeInfo<T> type)
        {
            _bytes.ResetWrittenCount();
            _writer.Reset();
            JsonSerializer.Serialize(_writer, value, type);
            _writer.Flush();
            return _bytes.WrittenSpan;
        }
    }
}
