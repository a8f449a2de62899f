namespace Onair.Primitives;

/// <summary>A number of requests at once, refilled at a rate.</summary>
/// <param name="rate">Requests per second.</param>
/// <param name="burst">Requests at once.</param>
/// <param name="time">The clock.</param>
public sealed class TokenBucket(double rate, int burst, TimeProvider time)
{
    private readonly Lock _lock = new();
    private double _tokens = burst;
    private long _at = time.GetTimestamp();

    /// <summary>Requests per second.</summary>
    public double Rate => rate;

    /// <summary>Nothing was taken for a while.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock) return Refill() >= burst;
        }
    }

    /// <summary>Takes some; null, or how long to wait when there are fewer.</summary>
    /// <param name="count">How many, at most the burst: more are never there.</param>
    public TimeSpan? Take(int count = 1)
    {
        lock (_lock)
        {
            if (Refill() < count) return TimeSpan.FromSeconds((count - _tokens) / rate);
            _tokens -= count;
            return null;
        }
    }

    private double Refill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_at, now).TotalSeconds * rate));
        _at = now;
        return _tokens;
    }
}
