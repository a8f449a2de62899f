namespace Onair.Gateway.Audience;

/// <summary>
/// A distribution of durations as counts of buckets, each a twentieth wider than the one before: counts of any number of viewers can be added, and a
/// quantile is off by at most a twentieth. Pure functions.
/// </summary>
internal static class Distribution
{
    private const double Least = 0.01;
    private const double Growth = 1.05;

    // An hour.
    private const int Last = 262;

    /// <summary>The bucket of a duration in seconds.</summary>
    public static int BucketOf(double seconds) => seconds <= Least ? 0 : Math.Min(Last, (int)Math.Ceiling(Math.Log(seconds / Least) / Math.Log(Growth)));

    /// <summary>The duration that a share of all does not exceed, in seconds; null when there is none.</summary>
    /// <param name="counts">How many there are in each bucket.</param>
    /// <param name="share">From 0 to 1, e.g. 0.95.</param>
    public static double? Quantile(IReadOnlyDictionary<int, long> counts, double share)
    {
        var left = (long)Math.Ceiling(counts.Values.Sum() * share);
        if (counts.Count == 0) return null;
        foreach (var (bucket, count) in counts.OrderBy(c => c.Key))
        {
            left -= count;
            if (left <= 0) return Math.Round(Least * Math.Pow(Growth, bucket), 3);
        }
        return null;
    }
}
