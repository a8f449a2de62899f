namespace Onair.Events.Delivery;

/// <summary>The delays between attempts: each twice as long as the one before, half as much more or less at random, up to a limit.</summary>
/// <param name="first">The first delay.</param>
/// <param name="longest">The limit.</param>
internal sealed class RetrySchedule(TimeSpan first, TimeSpan longest)
{
    private int _retries;

    /// <summary>The delay before the next attempt.</summary>
    public TimeSpan Next()
    {
        var jitter = 0.5 + Random.Shared.NextDouble();
        return TimeSpan.FromSeconds(Math.Min(first.TotalSeconds * Math.Pow(2, Math.Min(_retries++, 60)) * jitter, longest.TotalSeconds));
    }
}
