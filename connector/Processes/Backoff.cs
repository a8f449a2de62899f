namespace Onair.ConnectorPod.Processes;

/// <summary>Waits between restarts: doubling from the first to the last, from the start again after a good run.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan last, TimeProvider time)
{
    private static readonly TimeSpan GoodRun = TimeSpan.FromSeconds(20);

    private TimeSpan _next;
    private long _startedAt;

    /// <summary>A run begins now.</summary>
    public void Started() => _startedAt = time.GetTimestamp();

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        if (_startedAt != 0 && time.GetElapsedTime(_startedAt) >= GoodRun) _next = TimeSpan.Zero;
        _startedAt = 0;
        if (_next == TimeSpan.Zero) _next = first;
        var wait = _next;
        _next = _next * 2 < last ? _next * 2 : last;
        return wait;
    }

    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Next(), time, cancellationToken);
}
