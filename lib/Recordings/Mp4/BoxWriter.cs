using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Onair.Recordings.Mp4;

/// <summary>Writes nested boxes (ISO/IEC 14496-12, 4.2); big-endian.</summary>
internal sealed class BoxWriter
{
    private readonly ArrayBufferWriter<byte> _out = new();
    private readonly List<(int At, int Size)> _sizes = [];
    private readonly Stack<int> _open = [];

    public int Length => _out.WrittenCount;

    public BoxWriter Begin(string type)
    {
        _open.Push(Length);
        U32(0);
        return Text(type);
    }

    /// <summary>Begins a box with version and flags.</summary>
    public BoxWriter Begin(string type, int version, int flags = 0) => Begin(type).U32((uint)((version << 24) | flags));

    public void End()
    {
        var at = _open.Pop();
        _sizes.Add((at, Length - at));
    }

    public BoxWriter U8(int value) => Put(1, span => span[0] = (byte)value);

    public BoxWriter U16(int value) => Put(2, span => BinaryPrimitives.WriteUInt16BigEndian(span, (ushort)value));

    public BoxWriter U32(long value) => Put(4, span => BinaryPrimitives.WriteUInt32BigEndian(span, (uint)value));

    public BoxWriter U64(long value) => Put(8, span => BinaryPrimitives.WriteInt64BigEndian(span, value));

    /// <summary>Four or eight bytes.</summary>
    public BoxWriter Time(long value, bool wide) => wide ? U64(value) : U32(value);

    public BoxWriter Zeros(int count) => Put(count, span => span.Clear());

    public BoxWriter Text(string ascii) => Put(ascii.Length, span => Encoding.ASCII.GetBytes(ascii, span));

    public BoxWriter Bytes(ReadOnlySpan<byte> bytes)
    {
        _out.Write(bytes);
        return this;
    }

    public byte[] ToArray()
    {
        var bytes = _out.WrittenSpan.ToArray();
        foreach (var (at, size) in _sizes) BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at), (uint)size);
        return bytes;
    }

    private BoxWriter Put(int count, Action<Span<byte>> write)
    {
        write(_out.GetSpan(count)[..count]);
        _out.Advance(count);
        return this;
    }
}
