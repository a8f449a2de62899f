namespace Onair.Signaling.Limits;

/// <summary>Lets a number through at once, and then so many a second.</summary>
/// <param name="burst">How many at once.</param>
/// <param name="perSecond">How many a second in the long run.</param>
internal sealed class TokenBucket(int burst, double perSecond)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <summary>Takes a token; returns the wait until there is one if there is none now.</summary>
    public TimeSpan? Take(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_at > DateTimeOffset.MinValue) _tokens = Math.Min(burst, _tokens + (Math.Max(0, (now - _at).TotalSeconds) * perSecond));
            _at = now;
            if (_tokens < 1) return TimeSpan.FromSeconds((1 - _tokens) / perSecond);
            _tokens--;
            return null;
        }
    }

    /// <summary>Whether it is as full as a new one, and can be forgotten.</summary>
    public bool IsFull(DateTimeOffset now)
    {
        lock (_lock) return _tokens + ((now - _at).TotalSeconds * perSecond) >= burst;
    }
}
