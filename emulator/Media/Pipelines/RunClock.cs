namespace Onair.Emulator.Media.Pipelines;

/// <summary>
/// When the first frame of a run was on air. A source comes in late at first (probing, a burst from the last key
/// frame), so the earliest estimate of the first seconds counts.
/// </summary>
/// <param name="beganAt">Wall-clock time of the monotonic time <paramref name="began"/>.</param>
/// <param name="began">Monotonic time at which the run began.</param>
public sealed class RunClock(DateTimeOffset beganAt, TimeSpan began)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private TimeSpan _earliest = TimeSpan.MaxValue;
    private bool _settled;

    /// <summary>A frame that lies <paramref name="offset"/> behind the first arrived at <paramref name="now"/>.</summary>
    public void Observe(TimeSpan now, TimeSpan offset)
    {
        lock (_lock)
        {
            if (_settled || offset > Settling) return;
            if (now - offset < _earliest) _earliest = now - offset;
        }
    }

    /// <summary>The answer stays the same from the first call on.</summary>
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
