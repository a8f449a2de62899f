using Onair.Emulator.Media.Ts;
using Onair.Recordings.Ts;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>What the switch knows of one source.</summary>
internal sealed class Source
{
    private TimeSpan _measuredFrom;
    private long _bytes;

    public TsFramer Framer { get; private set; } = new();

    public ProgramTables Tables { get; private set; } = new();

    public VideoProbe Probe { get; private set; } = new();

    /// <summary>Null when it is not connected.</summary>
    public TimeSpan? LastVideo { get; private set; }

    /// <summary>Nothing of it is passed on before its next key frame.</summary>
    public bool AwaitsKeyFrame { get; set; } = true;

    /// <summary>Of the last whole second or so.</summary>
    public double BitsPerSecond { get; private set; }

    public void SawVideo(TimeSpan now) => LastVideo = now;

    public void Received(int bytes, TimeSpan now)
    {
        _bytes += bytes;
        var elapsed = now - _measuredFrom;
        if (elapsed < TimeSpan.FromSeconds(2)) return;
        BitsPerSecond = _bytes * 8 / elapsed.TotalSeconds;
        (_bytes, _measuredFrom) = (0, now);
    }

    public void Disconnected()
    {
        (Framer, Tables, Probe) = (new TsFramer(), new ProgramTables(), new VideoProbe());
        (LastVideo, AwaitsKeyFrame, BitsPerSecond, _bytes) = (null, true, 0, 0);
    }
}
