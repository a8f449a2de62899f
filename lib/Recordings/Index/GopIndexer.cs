using Onair.Recordings.Ts;

namespace Onair.Recordings.Index;

/// <summary>
/// Builds the index of a segment from its bytes as a stream. Holds a few packets at a time and one entry per GOP. A GOP begins
/// at each video packet with the random-access flag.
/// </summary>
public sealed class GopIndexer
{
    private readonly TsFramer _framer = new();
    private readonly ProgramTables _tables = new();
    private readonly KeyFrameHead _head = new();
    private readonly FrameTimes _times = new();
    private readonly List<Gop> _gops = [];
    private ProgramMap? _map;
    private byte[] _firstTables = [];
    private byte[]? _parameterSets;
    private string? _encoder;
    private string? _leftOut;
    private bool _uniform = true;
    private bool _synced;
    private long _bytes;
    private long _tablesAt = -1;
    private long _end;

    /// <summary>Appends bytes of the segment.</summary>
    public void Append(ReadOnlySpan<byte> chunk)
    {
        _bytes += chunk.Length;
        _framer.Append(chunk);
        while (_framer.TryRead(out var packet)) Observe(packet);
    }

    /// <summary>Completes the index at the end of the segment.</summary>
    /// <param name="etag">The ETag of the object that the bytes are from.</param>
    /// <param name="storedAt">Its Last-Modified.</param>
    /// <exception cref="InvalidRecordingException">The bytes are not a recording; the message says what is missing.</exception>
    public SegmentIndex Complete(string etag, DateTimeOffset storedAt)
    {
        ReadHead();
        Require(_synced, "it is not an MPEG transport stream");
        Require(_tables.Map is not null, "it has no program map (PAT and PMT)");
        Require(_tables.Map!.VideoPid >= 0, "it has no video", isForeign: _tables.Map.AudioPid >= 0 || _leftOut is not null);
        Require(_tables.Map.VideoType == 0x1b, $"its video is not H.264 but {_tables.Map.VideoName} (stream type 0x{_tables.Map.VideoType:x2})", isForeign: true);
        Require(_gops.Count > 0, "it has no keyframe");
        Require(_parameterSets is not null, "its first keyframe has no SPS and PPS");
        CloseGroup(_end);
        return new SegmentIndex
        {
            ETag = etag,
            Bytes = _bytes,
            StoredAt = storedAt,
            VideoPid = _map!.VideoPid,
            AudioPid = _map.AudioPid,
            VideoType = _map.VideoType,
            AudioType = _map.AudioType,
            LeftOut = _leftOut,
            Tables = _firstTables,
            ParameterSets = _parameterSets!,
            Uniform = _uniform,
            Encoder = _encoder,
            FirstPts = _times.First,
            Ticks = _times.End,
            Gops = _gops,
        };

        static void Require(bool condition, string what, bool isForeign = false)
        {
            if (!condition) throw new InvalidRecordingException($"the segment cannot be cut: {what}", isForeign);
        }
    }

    private void Observe(ReadOnlySpan<byte> packet)
    {
        _synced = true;
        _end = _framer.Offset + TsPacket.Size;
        if (_tables.Observe(packet))
        {
            if (_tablesAt < 0) _tablesAt = _framer.Offset;
            if (_tables.Map is { LeftOut: { Length: > 0 } lacks }) _leftOut ??= lacks;
            return;
        }

        var map = _map ?? _tables.Map;
        if (map is not null && TsPacket.Pid(packet) == map.VideoPid) Video(packet);
        _tablesAt = -1;
    }

    private void Video(ReadOnlySpan<byte> packet)
    {
        if (TsPacket.StartsUnit(packet))
        {
            ReadHead();
            var key = TsPacket.IsRandomAccess(packet);
            var timed = Pes.TryReadTimes(packet, out var pts, out _);
            if (key && timed) OpenGroup(pts);
            else if (_gops.Count > 0 && timed) AddFrame(_times.Add(pts));
            else if (_gops.Count > 0) _uniform = false; // a frame without a time stamp
        }

        if (_head.IsOpen && _head.Append(TsPacket.Payload(packet))) ReadHead();
    }

    private void OpenGroup(long pts)
    {
        var offset = _tablesAt >= 0 ? _tablesAt : _framer.Offset;
        if (_gops.Count == 0)
        {
            _map = _tables.Map;
            _firstTables = [.. _tables.Pat, .. _tables.Pmt];
        }
        else
        {
            CloseGroup(offset);
            _uniform &= _tables.Map == _map;
        }

        _gops.Add(new Gop(offset, 0, _times.Add(pts), 1));
        _head.Open();
    }

    private void AddFrame(long at)
    {
        var group = _gops[^1];
        // Shown before the key frame that it follows: it depends on the previous GOP.
        _uniform &= at >= group.At;
        _gops[^1] = group with { Frames = group.Frames + 1 };
    }

    private void CloseGroup(long end)
    {
        var group = _gops[^1];
        if (end - group.Offset > int.MaxValue) throw new InvalidRecordingException("the segment cannot be cut: a GOP is larger than 2 GB");
        _gops[^1] = group with { Bytes = (int)(end - group.Offset) };
    }

    private void ReadHead()
    {
        if (!_head.IsOpen) return;
        var found = _head.Close(_parameterSets);
        _uniform &= found.Same && found.Idr;
        _encoder ??= found.Encoder;
        _parameterSets = found.ParameterSets;
    }
}
