using System.Collections.Concurrent;
using Onair.Gateway.Problems;
using Onair.Primitives;

namespace Onair.Gateway.Access;

/// <summary>A token bucket for each caller, in this replica.</summary>
internal sealed class RateLimits(StreamApiSettings settings, TimeProvider time)
{
    private const int MostBuckets = 10_000;

    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one request of a caller.</summary>
    /// <exception cref="ProblemException">429 with Retry-After.</exception>
    public void Take(Caller caller)
    {
        var rate = caller.Key?.RequestsPerSecond ?? settings.RequestsPerSecond;
        // A bucket that is full knows no more than a new one.
        if (_buckets.Count >= MostBuckets)
            foreach (var (name, full) in _buckets) if (full.IsFull) _buckets.TryRemove(name, out _);
        var bucket = _buckets.AddOrUpdate(
            caller.Name, _ => new(rate, settings.Burst, time), (_, known) => known.Rate.Equals(rate) ? known : new(rate, settings.Burst, time));
        if (bucket.Take() is not { } pause) return;
        throw new ProblemException(StatusCodes.Status429TooManyRequests, $"{caller.Name} may send {rate} requests per second. Wait and try again.") { RetryAfter = pause };
    }
}
