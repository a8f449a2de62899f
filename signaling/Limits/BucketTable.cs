using System.Collections.Concurrent;

namespace Onair.Signaling.Limits;

/// <summary>A bucket for each key, e.g. each address on each site. Full ones are forgotten when there are many.</summary>
/// <param name="burst">How many at once.</param>
/// <param name="perSecond">How many a second in the long run.</param>
/// <param name="many">From how many on it forgets.</param>
/// <param name="time">The clock.</param>
internal sealed class BucketTable<TKey>(int burst, double perSecond, int many, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TokenBucket> _buckets = new();

    /// <summary>Takes a token of a key; false if there is none.</summary>
    public bool Take(TKey key)
    {
        var now = time.GetUtcNow();
        if (_buckets.Count > many) Forget(now);
        return _buckets.GetOrAdd(key, _ => new(burst, perSecond)).Take(now) is null;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (key, bucket) in _buckets)
            if (bucket.IsFull(now)) _buckets.TryRemove(key, out _);
    }
}
