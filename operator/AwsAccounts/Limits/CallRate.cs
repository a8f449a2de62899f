namespace Onair.Operator.AwsAccounts.Limits;

/// <summary>Counts calls by the second, for the last minute.</summary>
internal sealed class CallRate(TimeProvider time)
{
    private const int Seconds = 60;
    private readonly (long Second, int Calls)[] _counts = new (long, int)[Seconds];
    private readonly Lock _lock = new();

    private long Now => time.GetTimestamp() / time.TimestampFrequency;

    public void Add()
    {
        lock (_lock)
        {
            var now = Now;
            ref var count = ref _counts[now % Seconds];
            count = (now, count.Second == now ? count.Calls + 1 : 1);
        }
    }

    /// <summary>Calls per second within the last whole seconds, at most a minute.</summary>
    public double PerSecond(TimeSpan window)
    {
        var seconds = Math.Clamp((int)window.TotalSeconds, 1, Seconds);
        var first = Now - seconds + 1;
        lock (_lock) return _counts.Where(c => c.Second >= first).Sum(c => c.Calls) / (double)seconds;
    }
}
