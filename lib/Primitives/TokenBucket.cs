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

    /// <summary>Takes one; null, or how long to wait when there is none.</summary>
    public TimeSpan? Take()
    {
        lock (_lock)
        {
            if (Refill() < 1) return TimeSpan.FromSeconds((1 - _tokens) / rate);
            _tokens--;
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
