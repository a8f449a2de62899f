namespace Onair.Operator.AwsAccounts.Limits;

/// <summary>
/// A token bucket whose waiters are served by priority, and in order within a priority. The last tokens are kept for urgent calls, so that
/// these need not even wait for the bucket to fill: background work waits until more than a quarter of the burst is left.
/// </summary>
internal sealed class CallLimiter : IDisposable
{
    // Adding up fractions of tokens is inexact.
    private const double Rounding = 1e-6;

    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource>[] _waiting = [.. Enum.GetValues<CallPriority>().Select(_ => new LinkedList<TaskCompletionSource>())];
    private readonly int _burst;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private readonly CallRate _sent;
    private double _tokens;
    private long _filledAt;

    /// <param name="requestsPerSecond">How many tokens come in per second.</param>
    /// <param name="burst">How many the bucket holds; at first it is full.</param>
    /// <param name="time">The clock.</param>
    public CallLimiter(double requestsPerSecond, int burst, TimeProvider time)
    {
        (RequestsPerSecond, _burst, _tokens) = (requestsPerSecond, burst, burst);
        (_time, _filledAt, _sent) = (time, time.GetTimestamp(), new(time));
        _timer = time.CreateTimer(_ => Serve(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The configured rate.</summary>
    public double RequestsPerSecond { get; }

    /// <summary>How many calls per second were let through within the last seconds, at most a minute.</summary>
    public double Used(TimeSpan window) => _sent.PerSecond(window);

    /// <summary>Waits until a call may be sent.</summary>
    public async Task AcquireAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        LinkedListNode<TaskCompletionSource> place;
        lock (_lock) place = _waiting[(int)priority].AddLast(waiter);
        Serve();
        using var cancelled = cancellationToken.UnsafeRegister(_ => Leave(place, cancellationToken), null);
        await waiter.Task;
    }

    public void Dispose() => _timer.Dispose();

    private void Leave(LinkedListNode<TaskCompletionSource> place, CancellationToken cancellationToken)
    {
        lock (_lock) place.List?.Remove(place);
        place.Value.TrySetCanceled(cancellationToken);
    }

    private void Serve()
    {
        lock (_lock)
        {
            Fill();
            for (var priority = CallPriority.Stop; priority >= CallPriority.Background; priority--)
            {
                while (_waiting[(int)priority].First is { } first)
                {
                    var missing = Needed(priority) - _tokens;
                    if (missing > Rounding)
                    {
                        // Lower priorities need at least as many. Timers count whole milliseconds.
                        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(missing / RequestsPerSecond * 1000))), Timeout.InfiniteTimeSpan);
                        return;
                    }
                    _tokens--;
                    _sent.Add();
                    _waiting[(int)priority].RemoveFirst();
                    first.Value.TrySetResult();
                }
            }
        }
    }

    private void Fill()
    {
        var now = _time.GetTimestamp();
        _tokens = Math.Min(_burst, _tokens + (_time.GetElapsedTime(_filledAt, now).TotalSeconds * RequestsPerSecond));
        _filledAt = now;
    }

    // One to take, beside what has to stay. A bucket for a single token keeps nothing.
    private double Needed(CallPriority priority) => 1 + Math.Min(_burst - 1, _burst * priority switch
    {
        CallPriority.Background => 0.25,
        CallPriority.Normal => 0.1,
        _ => 0,
    });
}
