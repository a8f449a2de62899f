using Onair.Recordings.Ts;

namespace Onair.Emulator.Media.Ts;

/// <summary>
/// Joins spliced sources to one stream without a jump: shifts their time stamps so that each begins right after what
/// was written last, and renumbers the continuity counters.
/// </summary>
internal sealed class Timeline
{
    private const long DefaultFrame = 3_000;

    private readonly Dictionary<int, int> _continuity = [];
    private long _offset;
    private long _frame = DefaultFrame;
    private long? _video;
    private long? _audio;
    private bool _dropAudio;

    /// <summary>Announces that the next packets come from another source, whose first key frame decodes at this time.</summary>
    public void Splice(long firstDts)
    {
        // A second of head room: audio that belongs before the first key frame must not come out below zero.
        var next = _video is { } video ? TsClock.Add(video, _frame) : TsClock.Rate;
        if (_audio is { } audio && TsClock.Difference(audio, next) > 0) next = audio;
        _offset = TsClock.Difference(next, firstDts);
    }

    /// <summary>Rewrites a packet in place; false when it must not be passed on.</summary>
    public bool Rewrite(Span<byte> packet, ProgramMap map)
    {
        var pid = TsPacket.Pid(packet);
        Pes.Shift(packet, _offset);
        if (TsPacket.StartsUnit(packet) && Pes.TryReadTimes(packet, out var pts, out var dts))
        {
            if (pid == map.VideoPid) AdvanceVideo(dts);
            if (pid == map.AudioPid)
            {
                // Audio older than what was sent already would make the transcoder move its whole time base.
                _dropAudio = _audio is { } last && TsClock.Difference(pts, last) <= 0;
                if (!_dropAudio) _audio = pts;
            }
        }

        if (pid == map.AudioPid && _dropAudio) return false;
        Renumber(packet, pid);
        return true;
    }

    private void AdvanceVideo(long dts)
    {
        if (_video is { } last && TsClock.Difference(dts, last) is > 0 and < TsClock.Rate / 5 and var frame) _frame = frame;
        _video = dts;
    }

    private void Renumber(Span<byte> packet, int pid)
    {
        var last = _continuity.GetValueOrDefault(pid, -1);
        var counter = TsPacket.HasPayload(packet) ? (last + 1) & 0x0f : Math.Max(0, last);
        _continuity[pid] = counter;
        TsPacket.SetContinuity(packet, counter);
    }
}
