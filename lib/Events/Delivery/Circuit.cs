using Onair.Api.EventSinks;

namespace Onair.Events.Delivery;

/// <summary>
/// The circuit breaker of a receiver. Consecutive failures open it, for longer each time; then it is half-open, and lets one request
/// through that closes or opens it. It counts failures rather than their share, since a receiver of one resource gets a request only every
/// few minutes.
/// </summary>
internal sealed class Circuit(DeliveryOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Signal _changed = new();
    private readonly Signal _closed = new();
    private int _failures;
    private int _timesOpened;
    private long _openedAt;
    private TimeSpan _openFor;

    /// <summary><see cref="State"/> has changed. Must not block.</summary>
    public event Action? Changed;

    public BreakerState State { get; private set; }

    /// <summary>Completes when it closes the next time.</summary>
    public Task Closing => _closed.Next;

    /// <summary>Waits until a request may be made. Each return must be followed by one <see cref="Leave"/>.</summary>
    /// <returns>Whether it is the one request of the half-open circuit.</returns>
    public async Task<bool> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var changed = _changed.Next;
            var wait = Timeout.InfiniteTimeSpan;
            var probes = false;
            lock (_lock)
            {
                if (State == BreakerState.Closed) return false;
                if (State == BreakerState.Open)
                {
                    wait = _openFor - time.GetElapsedTime(_openedAt);
                    probes = wait <= TimeSpan.Zero;
                    if (probes) State = BreakerState.HalfOpen;
                }
            }
            if (probes)
            {
                Changed?.Invoke();
                return true;
            }
            await changed.WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A request has ended.</summary>
    /// <param name="probe">What <see cref="EnterAsync"/> returned.</param>
    /// <param name="works">Whether the receiver works; null when the request was cancelled, which says nothing about the receiver.</param>
    public void Leave(bool probe, bool? works)
    {
        BreakerState before, after;
        lock (_lock)
        {
            before = State;
            Apply(probe, works);
            after = State;
        }
        if (before == after) return;
        _changed.Set();
        if (after == BreakerState.Closed) _closed.Set();
        Changed?.Invoke();
    }

    private void Apply(bool probe, bool? works)
    {
        if (works == true)
        {
            (State, _failures, _timesOpened) = (BreakerState.Closed, 0, 0);
        }
        else if (probe && works is null)
        {
            // The next request probes at once.
            (State, _openFor) = (BreakerState.Open, TimeSpan.Zero);
        }
        else if (works == false && (probe || (State == BreakerState.Closed && ++_failures >= options.BreakerFailures)))
        {
            State = BreakerState.Open;
            _openedAt = time.GetTimestamp();
            _openFor = TimeSpan.FromSeconds(Math.Min(options.FirstBreakSeconds * Math.Pow(2, Math.Min(_timesOpened++, 30)), options.LongestBreakSeconds));
        }
    }
}
