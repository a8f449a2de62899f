namespace Onair.Recordings.Ts;

/// <summary>Assembles the payloads of packets to a PES unit, in a buffer that is reused.</summary>
internal sealed class PesAssembly
{
    private const int HeaderLength = 9;

    private byte[] _buffer = new byte[64 * 1024];
    private int _length;

    /// <summary>Whether a unit has begun.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Its presentation time; −1 when it has none.</summary>
    public long Pts { get; private set; }

    public ReadOnlySpan<byte> Data => _buffer.AsSpan(0, _length);

    public void Clear() => (IsOpen, _length) = (false, 0);

    public void Add(ReadOnlySpan<byte> packet)
    {
        var payload = TsPacket.Payload(packet);
        if (TsPacket.StartsUnit(packet))
        {
            Clear();
            if (payload.Length < HeaderLength || payload[0] != 0 || payload[1] != 0 || payload[2] != 1) return;
            Pts = Pes.TryReadTimes(packet, out var pts, out _) ? pts : -1;
            payload = payload[Math.Min(payload.Length, HeaderLength + payload[8])..];
            IsOpen = true;
        }

        if (!IsOpen) return;
        if (_length + payload.Length > _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        payload.CopyTo(_buffer.AsSpan(_length));
        _length += payload.Length;
    }
}
