using System.Collections.Concurrent;

namespace Onair.Primitives;

/// <summary>A bucket for each key, e.g. each address on each site. Full ones are forgotten when there are many.</summary>
/// <param name="rate">How many a second in the long run.</param>
/// <param name="burst">How many at once.</param>
/// <param name="many">From how many on it forgets.</param>
/// <param name="time">The clock.</param>
public sealed class BucketTable<TKey>(double rate, int burst, int many, TimeProvider time)
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, TokenBucket> _buckets = new();

    /// <summary>Takes tokens of a key; null, or how long to wait when there are fewer.</summary>
    /// <param name="key">The key.</param>
    /// <param name="count">How many, at most the burst.</param>
    public TimeSpan? Take(TKey key, int count = 1)
    {
        if (_buckets.Count > many) Forget();
        return _buckets.GetOrAdd(key, _ => new(rate, burst, time)).Take(count);
    }

    // A bucket that is full knows no more than a new one.
    private void Forget()
    {
        foreach (var (key, bucket) in _buckets)
            if (bucket.IsFull) _buckets.TryRemove(key, out _);
    }
}
