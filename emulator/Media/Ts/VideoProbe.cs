using Onair.Recordings.Ts;

namespace Onair.Emulator.Media.Ts;

/// <summary>Collects the head of a key frame and reads the sequence parameters from it.</summary>
internal sealed class VideoProbe
{
    private readonly byte[] _head = new byte[2048];
    private int _length = -1;

    /// <summary>Of the latest key frame; null until one was seen.</summary>
    public SequenceParameters? Parameters { get; private set; }

    public void Observe(ReadOnlySpan<byte> videoPacket)
    {
        if (TsPacket.StartsUnit(videoPacket)) _length = TsPacket.IsRandomAccess(videoPacket) ? 0 : -1;
        if (_length < 0) return;
        var payload = TsPacket.Payload(videoPacket);
        var room = Math.Min(payload.Length, _head.Length - _length);
        payload[..room].CopyTo(_head.AsSpan(_length));
        _length += room;
        if (SequenceParameters.Find(_head.AsSpan(0, _length)) is { } found)
        {
            if (found != Parameters) Parameters = found;
            _length = -1;
        }
        else if (_length == _head.Length)
        {
            _length = -1;
        }
    }
}
