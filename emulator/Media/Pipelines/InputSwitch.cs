using System.Buffers;
using Onair.Emulator.Media.Ts;
using Onair.Recordings.Ts;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>
/// Makes one continuous stream of one or two sources. A run is a stretch without a gap: it begins at a key frame,
/// continues through a failover, and ends when no source is left or the new one has other codecs.
/// </summary>
internal sealed class InputSwitch
{
    private readonly Source[] _sources;
    private readonly TimeProvider _time;
    private Timeline _timeline = new();
    private ProgramMap? _layout;
    private long _firstDts;
    private int? _active;
    private TimeSpan _handled;

    public InputSwitch(int sources, TimeProvider time)
    {
        _sources = [.. Enumerable.Range(0, sources).Select(_ => new Source())];
        _time = time;
    }

    /// <summary>Of the run that is open; null between runs.</summary>
    public RunClock? Clock { get; private set; }

    /// <summary>The streams of the open run.</summary>
    public ProgramMap? Layout => _layout;

    public int? Active => _active;

    /// <summary>Receives data of a source; appends the data for the encoder to the output.</summary>
    public SwitchStep Feed(int source, ReadOnlySpan<byte> chunk, TimeSpan now, ArrayBufferWriter<byte> output)
    {
        var step = SwitchStep.None;
        var from = _sources[source];
        Reach(now);
        from.Framer.Append(chunk);
        from.Received(chunk.Length, now);
        while (from.Framer.TryRead(out var packet))
        {
            if (from.Tables.Observe(packet))
            {
                if (source == _active && Clock is not null && !from.AwaitsKeyFrame) Put(packet, from.Tables.Map, output);
                continue;
            }

            if (from.Tables.Map is not { VideoPid: >= 0 } map) continue;
            var startsVideo = false;
            long dts = 0;
            if (TsPacket.Pid(packet) == map.VideoPid)
            {
                from.SawVideo(now);
                from.Probe.Observe(packet);
                startsVideo = Pes.TryReadTimes(packet, out _, out dts);
            }

            if (_active is null) Decide(now);
            if (source != _active) continue;
            if (from.AwaitsKeyFrame)
            {
                if (!startsVideo || !TsPacket.IsRandomAccess(packet)) continue;
                step |= Splice(from, map, dts, now, output);
            }

            if (startsVideo) Clock!.Observe(now, TimeSpan.FromSeconds((double)TsClock.Difference(dts, _firstDts) / TsClock.Rate));
            Put(packet, map, output);
        }

        return step;
    }

    /// <summary>The source's connection ended.</summary>
    public SwitchStep Disconnect(int source, TimeSpan now)
    {
        _sources[source].Disconnected();
        return Decide(now);
    }

    /// <summary>Looks whether the active source still sends; to be called several times a second.</summary>
    public SwitchStep Decide(TimeSpan now)
    {
        Reach(now);
        var next = SwitchDecision.Decide(_active, [.. _sources.Select(s => s.LastVideo)], now);
        if (next == _active) return SwitchStep.None;
        _active = next;
        if (next is { } source) _sources[source].AwaitsKeyFrame = true;
        return next is null ? EndRun() : SwitchStep.None;
    }

    /// <summary>The encoder failed: the next key frame begins a new run.</summary>
    public void Abandon()
    {
        EndRun();
        foreach (var source in _sources) source.AwaitsKeyFrame = true;
    }

    /// <summary>Of one source, for people, as of the last data that was handled: behind a slow encoder waits video that has arrived.</summary>
    public (bool Receiving, string Detail) Describe(int source)
    {
        var from = _sources[source];
        if (from.LastVideo is not { } last) return (false, "no video");
        if (_handled - last > SwitchDecision.Loss) return (false, $"no video for {(_handled - last).TotalSeconds:0} s");
        var size = from.Probe.Parameters is { } video ? $"{video.Width}x{video.Height}, " : "";
        return (true, $"{size}{from.BitsPerSecond / 1e6:0.0} Mb/s{(source == _active ? ", active" : ", standby")}");
    }

    private SwitchStep Splice(Source from, ProgramMap map, long dts, TimeSpan now, ArrayBufferWriter<byte> output)
    {
        var step = Clock is not null && map != _layout ? EndRun() : SwitchStep.None;
        if (Clock is null)
        {
            (_timeline, _layout, Clock) = (new Timeline(), map, new RunClock(_time.GetUtcNow(), now));
            step |= SwitchStep.BeginsRun;
        }

        _timeline.Splice(dts);
        if ((step & SwitchStep.BeginsRun) != 0) _firstDts = dts;
        from.AwaitsKeyFrame = false;
        Put([.. from.Tables.Pat], map, output);
        Put([.. from.Tables.Pmt], map, output);
        return step;
    }

    // Sources are stamped one by one, so that times may come in another order.
    private void Reach(TimeSpan now) => _handled = now > _handled ? now : _handled;

    private SwitchStep EndRun()
    {
        if (Clock is null) return SwitchStep.None;
        Clock = null;
        return SwitchStep.EndsRun;
    }

    private void Put(Span<byte> packet, ProgramMap? map, ArrayBufferWriter<byte> output)
    {
        if (map is not null && _timeline.Rewrite(packet, map)) output.Write(packet);
    }
}

/// <summary>What is to be done with the encoder, in this order, before the output is written to it.</summary>
[Flags]
internal enum SwitchStep
{
    None = 0,
    EndsRun = 1,
    BeginsRun = 2,
}
