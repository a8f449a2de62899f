namespace Onair.Kubernetes;

/// <summary>Exponential backoff with jitter, so that what failed together is not retried together.</summary>
internal sealed class Backoff(TimeSpan min, TimeSpan max, Func<double>? random = null)
{
    private readonly Func<double> _random = random ?? Random.Shared.NextDouble;

    /// <summary>The wait after the <paramref name="failures"/>th failure in a row (from 1): between half and all of min·2^(n-1), at most max.</summary>
    public TimeSpan Delay(int failures)
    {
        var whole = Math.Min(max.TotalMilliseconds, min.TotalMilliseconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 60)));
        return TimeSpan.FromMilliseconds(whole * (0.5 + _random() / 2));
    }
}
