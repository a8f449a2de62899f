using Onair.Recordings.Ts;

namespace Onair.Emulator.Media.Ts;

/// <summary>
/// Cuts a stream at key frames into segments that each begin with PAT and PMT. The cut depends on time stamps alone, so
/// renditions of one encoder are cut at the same frames.
/// </summary>
/// <param name="sink">Where segments go, and who says how long they are.</param>
internal sealed class TsSegmenter(ISegmentSink sink)
{
    // Frame times are rounded to 90 kHz; half a frame at 30/s is more than that and less than a frame.
    private const long Tolerance = 1_500;

    private readonly ProgramTables _tables = new();
    private readonly VideoProbe _probe = new();
    private readonly List<byte[]> _heldTables = [];
    private bool _open;
    private long _target;
    private long _first;
    private long _latest;
    private long _frame = 3_000;
    private long _previousDts = -1;
    private long _bytes;

    public void Write(ReadOnlySpan<byte> packet)
    {
        if (_tables.Observe(packet))
        {
            // Tables right before a key frame belong to the segment that it opens.
            if (_open) _heldTables.Add(packet.ToArray());
            return;
        }

        if (_tables.Map is not { VideoPid: >= 0 } map) return;
        var isVideo = TsPacket.Pid(packet) == map.VideoPid;
        if (isVideo) _probe.Observe(packet);
        if (isVideo && TsPacket.StartsUnit(packet) && Pes.TryReadTimes(packet, out var pts, out var dts))
            StartUnit(pts, dts, TsPacket.IsRandomAccess(packet));

        if (!_open) return;
        foreach (var table in _heldTables) Put(table);
        _heldTables.Clear();
        Put(packet);
    }

    /// <summary>Ends the last segment where the stream ended.</summary>
    public void Complete()
    {
        if (_open) Close(TsClock.Difference(_latest, _first) + _frame);
    }

    private void StartUnit(long pts, long dts, bool key)
    {
        if (key && (!_open || TsClock.Difference(pts, _first) >= _target))
        {
            if (_open) Close(TsClock.Difference(pts, _first));
            Open(pts);
        }

        if (!_open) return;
        if (_previousDts >= 0 && TsClock.Difference(dts, _previousDts) is > 0 and < TsClock.Rate and var frame) _frame = frame;
        _previousDts = dts;
        if (TsClock.Difference(pts, _latest) > 0) _latest = pts;
    }

    private void Open(long pts)
    {
        if (sink.Open(pts) is not { } seconds) return;
        (_open, _first, _latest, _bytes, _target) = (true, pts, pts, 0, (long)(seconds * TsClock.Rate) - Tolerance);
        _heldTables.Clear();
        Put(_tables.Pat);
        Put(_tables.Pmt);
    }

    private void Close(long ticks)
    {
        _open = false;
        sink.Close(new CutSegment(_first, ticks, _bytes, _tables.Map!, _probe.Parameters));
    }

    private void Put(ReadOnlySpan<byte> packet)
    {
        _bytes += packet.Length;
        sink.Write(packet);
    }
}
