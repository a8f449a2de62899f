namespace Onair.Primitives;

/// <summary>
/// The state of a circuit breaker. Consecutive failures open it, for longer each time; then a call probes, and closes or opens it. It counts
/// failures rather than their share, since some targets get a call only every few minutes. It does not lock: that is up to its owner, who also
/// decides whether a call waits for it or fails.
/// </summary>
/// <param name="failures">How many consecutive failures open it.</param>
/// <param name="breaks">How long it is open, by the times that it opened in a row.</param>
/// <param name="time">The clock.</param>
public sealed class Breaker(int failures, Backoff breaks, TimeProvider time)
{
    private int _failures;
    private int _timesOpened;
    private int _probes;
    private long _openedAt;
    private TimeSpan _openFor;

    /// <summary>Calls have failed, and none has succeeded since.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>It is open, and a call probes.</summary>
    public bool IsProbing => IsOpen && _probes > 0;

    /// <summary>How long a call should wait: zero while it is closed or when the call may probe, infinite while another one probes.</summary>
    public TimeSpan Wait
    {
        get
        {
            if (!IsOpen) return TimeSpan.Zero;
            if (_probes > 0) return Timeout.InfiniteTimeSpan;
            var left = _openFor - time.GetElapsedTime(_openedAt);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>A call begins; <see cref="Leave"/> must follow.</summary>
    /// <returns>Whether it probes.</returns>
    public bool Enter()
    {
        if (IsOpen) _probes++;
        return IsOpen;
    }

    /// <summary>A call has ended.</summary>
    /// <param name="probe">What <see cref="Enter"/> returned.</param>
    /// <param name="works">Whether the target works; null when the call says nothing about it, because it was cancelled.</param>
    public void Leave(bool probe, bool? works)
    {
        if (probe) _probes--;
        if (works == true)
        {
            (IsOpen, _failures, _timesOpened) = (false, 0, 0);
        }
        // The calls that were under way when it opened say nothing new.
        else if (works == false && (probe || (!IsOpen && ++_failures >= failures)))
        {
            (IsOpen, _openedAt, _openFor) = (true, time.GetTimestamp(), breaks.After(++_timesOpened));
        }
    }
}
