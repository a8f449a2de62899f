namespace Onair.Primitives;

/// <summary>The waits between the restarts of something that should run: they double, and start over after a good run.</summary>
public sealed class RestartBackoff(TimeSpan first, TimeSpan longest, TimeProvider time)
{
    private static readonly TimeSpan GoodRun = TimeSpan.FromSeconds(20);

    private readonly Backoff _backoff = new(first, longest);
    private int _failures;
    private long? _startedAt;

    /// <summary>A run begins now.</summary>
    public void Started() => _startedAt = time.GetTimestamp();

    /// <summary>How long to wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        if (_startedAt is { } started && time.GetElapsedTime(started) >= GoodRun) _failures = 0;
        // A good run counts once: later attempts may fail before they start.
        _startedAt = null;
        return _backoff.After(++_failures);
    }

    /// <summary>Waits before the next attempt.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => Task.Delay(Next(), time, cancellationToken);
}
