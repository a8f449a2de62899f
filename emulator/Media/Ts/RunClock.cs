using Onair.Recordings.Ts;

namespace Onair.Emulator.Media.Ts;

/// <summary>
/// When the first frame of a run was on air. A source comes in late at first (probing, a burst from the last key
/// frame), so the earliest estimate of the first seconds counts.
/// </summary>
/// <param name="beganAt">Wall-clock time of the monotonic time <paramref name="began"/>.</param>
/// <param name="began">Monotonic time at which the run began.</param>
internal sealed class RunClock(DateTimeOffset beganAt, TimeSpan began)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private TimeSpan _earliest = TimeSpan.MaxValue;
    private bool _settled;
    private long? _firstPts;

    /// <summary>A frame that is <paramref name="offset"/> after the first arrived at <paramref name="now"/>.</summary>
    public void Observe(TimeSpan now, TimeSpan offset)
    {
        lock (_lock)
        {
            if (_settled || offset > Settling) return;
            if (now - offset < _earliest) _earliest = now - offset;
        }
    }

    /// <summary>Whether the time stamp of the encoder's first frame is known.</summary>
    public bool HasBegun
    {
        get
        {
            lock (_lock) return _firstPts is not null;
        }
    }

    /// <summary>Sets the time stamp of the encoder's first frame; only the first call counts.</summary>
    public void Begin(long pts)
    {
        lock (_lock) _firstPts ??= pts;
    }

    /// <summary>When a frame of the encoder was on air.</summary>
    public DateTimeOffset At(long pts)
    {
        Begin(pts);
        return FirstFrameAt + TimeSpan.FromTicks(TsClock.Difference(pts, _firstPts!.Value) * 1_000 / 9);
    }

    /// <summary>The result stays the same from the first call on.</summary>
    public DateTimeOffset FirstFrameAt
    {
        get
        {
            lock (_lock)
            {
                _settled = true;
                return _earliest == TimeSpan.MaxValue ? beganAt : beganAt + (_earliest - began);
            }
        }
    }
}
