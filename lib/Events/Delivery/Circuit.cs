using Onair.Api.EventSinks;
using Onair.Primitives;

namespace Onair.Events.Delivery;

/// <summary>The circuit breaker of a receiver. While it is open, requests wait; then it is half-open, and lets one request through.</summary>
internal sealed class Circuit(DeliveryOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Signal _changed = new();
    private readonly Signal _closed = new();
    private readonly Breaker _breaker = new(
        options.BreakerFailures, new(TimeSpan.FromSeconds(options.FirstBreakSeconds), TimeSpan.FromSeconds(options.LongestBreakSeconds)), time);

    /// <summary><see cref="State"/> has changed. Must not block.</summary>
    public event Action? Changed;

    public BreakerState State
    {
        get
        {
            lock (_lock) return !_breaker.IsOpen ? BreakerState.Closed : _breaker.IsProbing ? BreakerState.HalfOpen : BreakerState.Open;
        }
    }

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
            TimeSpan wait;
            var probes = false;
            lock (_lock)
            {
                wait = _breaker.Wait;
                if (wait == TimeSpan.Zero) probes = _breaker.Enter();
            }
            if (probes) Changed?.Invoke();
            if (wait == TimeSpan.Zero) return probes;
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
            _breaker.Leave(probe, works);
            after = State;
        }
        if (before == after) return;
        _changed.Set();
        if (after == BreakerState.Closed) _closed.Set();
        Changed?.Invoke();
    }
}
