namespace Onair.Emulator.Apis;

/// <summary>AWS's request limit: a steady rate with a burst.</summary>
/// <param name="perSecond">Tokens that come back in a second.</param>
/// <param name="burst">Tokens of a full bucket.</param>
internal sealed class TokenBucket(double perSecond, int burst, TimeProvider time)
{
    private readonly Lock _gate = new();
    private double _tokens = burst;
    private long _last = time.GetTimestamp();

    /// <summary>False when the request is over the limit.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _tokens = Math.Min(burst, _tokens + (time.GetElapsedTime(_last, now).TotalSeconds * perSecond));
            _last = now;
            if (_tokens < 1) return false;
            _tokens--;
            return true;
        }
    }
}
