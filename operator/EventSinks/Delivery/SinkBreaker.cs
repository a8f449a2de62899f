using Onair.Api.EventSinks;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>
/// Leaves a receiver alone that failed some times in a row, for longer each time, and lets one request find out whether it is back.
/// A breaker of failures in a share of requests does not serve here: the requests of a sink with one resource are minutes apart.
/// </summary>
internal sealed class SinkBreaker(EventOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Pulse _moved = new();
    private int _failures;
    private int _breaks;
    private long _opened;
    private TimeSpan _break;

    /// <summary>It has another state. Must not block.</summary>
    public event Action<BreakerState>? Changed;

    public BreakerState State { get; private set; }

    /// <summary>Waits until a request may be made. Each return is followed by one <see cref="Leave"/>.</summary>
    /// <returns>Whether it is the one request that finds out.</returns>
    public async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var moved = _moved.Next;
            var wait = Timeout.InfiniteTimeSpan;
            var probes = false;
            lock (_lock)
            {
                if (State == BreakerState.Closed) return false;
                if (State == BreakerState.Open)
                {
                    wait = _break - time.GetElapsedTime(_opened);
                    probes = wait <= TimeSpan.Zero;
                    if (probes) State = BreakerState.HalfOpen;
                }
            }
            if (probes)
            {
                Changed?.Invoke(BreakerState.HalfOpen);
                return true;
            }
            await moved.WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A request has ended.</summary>
    /// <param name="probe">What <see cref="EnterAsync"/> returned.</param>
    /// <param name="works">Whether the receiver works; null when it was given up and says nothing.</param>
    public void Leave(bool probe, bool? works)
    {
        BreakerState before, after;
        lock (_lock)
        {
            before = State;
            After(probe, works);
            after = State;
        }
        if (before == after) return;
        _moved.Fire();
        Changed?.Invoke(after);
    }

    private void After(bool probe, bool? works)
    {
        if (works == true)
        {
            (State, _failures, _breaks) = (BreakerState.Closed, 0, 0);
        }
        else if (probe && works is null)
        {
            // The next one finds out, at once.
            (State, _break) = (BreakerState.Open, TimeSpan.Zero);
        }
        else if (works == false && (probe || (State == BreakerState.Closed && ++_failures >= options.BreakerFailures)))
        {
            State = BreakerState.Open;
            _opened = time.GetTimestamp();
            _break = TimeSpan.FromSeconds(Math.Min(options.FirstBreakSeconds * Math.Pow(2, Math.Min(_breaks++, 30)), options.LongestBreakSeconds));
        }
    }
}
