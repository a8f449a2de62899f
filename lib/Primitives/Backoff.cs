namespace Onair.Primitives;

/// <summary>Exponential backoff: each wait is twice as long as the one before.</summary>
/// <param name="First">The wait after the first failure.</param>
/// <param name="Longest">The longest wait.</param>
public readonly record struct Backoff(TimeSpan First, TimeSpan Longest)
{
    /// <summary>The wait after so many failures in a row, from 1.</summary>
    public TimeSpan After(int failures) => TimeSpan.FromMilliseconds(
        Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, Math.Clamp(failures - 1, 0, 60))));

    /// <summary>The same, less up to half of it, so that calls that failed together are not retried together.</summary>
    /// <param name="failures">Failures in a row, from 1.</param>
    /// <param name="random">Returns the jitter in [0, 1); null for a random one.</param>
    public TimeSpan Spread(int failures, Func<double>? random = null) => After(failures) * (0.5 + (random ?? Random.Shared.NextDouble)() / 2);
}
