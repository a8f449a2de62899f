namespace Onair.Recordings.Ts;

/// <summary>Turns chunks of a byte stream into packets; skips bytes until it finds sync again.</summary>
public sealed class TsFramer
{
    private byte[] _buffer = new byte[128 * 1024];
    private int _start;
    private int _end;
    private long _origin;

    /// <summary>Offset of the last packet in the stream, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>Number of bytes of an incomplete packet.</summary>
    public int Pending => _end - _start;

    /// <summary>Appends bytes of the stream.</summary>
    public void Append(ReadOnlySpan<byte> chunk)
    {
        if (_end + chunk.Length > _buffer.Length)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var target = rest.Length + chunk.Length > _buffer.Length ? new byte[rest.Length + chunk.Length] : _buffer;
            rest.CopyTo(target);
            _origin += _start;
            (_buffer, _start, _end) = (target, 0, rest.Length);
        }

        chunk.CopyTo(_buffer.AsSpan(_end));
        _end += chunk.Length;
    }

    /// <summary>The next whole packet; valid until the next call of <see cref="Append"/>. May be changed in place.</summary>
    public bool TryRead(out Span<byte> packet)
    {
        for (; _end - _start >= TsPacket.Size; _start++)
        {
            if (_buffer[_start] != TsPacket.Sync) continue;
            packet = _buffer.AsSpan(_start, TsPacket.Size);
            Offset = _origin + _start;
            _start += TsPacket.Size;
            return true;
        }

        packet = default;
        return false;
    }
}
