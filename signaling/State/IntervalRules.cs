namespace Onair.Signaling.State;

/// <summary>A time during which media played without a gap.</summary>
internal sealed record IntervalRow(string Id, DateTimeOffset StartedAt, double Seconds, bool Playing, DateTimeOffset UpdatedAt);

/// <summary>What a page reported of an interval, and when it arrived.</summary>
internal sealed record Beacon(string Owner, string Interval, double Seconds, bool Playing, DateTimeOffset At)
{
    /// <summary>Two reports of one interval: the longest holds, and an end is final.</summary>
    public Beacon With(Beacon other) => (other.Seconds >= Seconds ? other : this) with { Playing = Playing && other.Playing };
}

/// <summary>The time in which intervals can be: of a viewing, from its acceptance to its end.</summary>
internal readonly record struct Window(DateTimeOffset From, DateTimeOffset? To);

/// <summary>Accounts for intervals. A report never counts twice, and all reports together never exceed the time that passed.</summary>
internal static class IntervalRules
{
    /// <summary>How far the clocks of a page and of PostgreSQL may differ over an interval.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    // More than a broadcast of a day with a stall each minute. All of them are read at each report.
    private const int Most = 2_000;

    /// <summary>Whether a report is of a known interval, or the owner may have another one.</summary>
    public static bool Takes(IReadOnlyList<IntervalRow> known, string interval) => known.Count < Most || known.Any(i => i.Id == interval);

    /// <summary>The interval to store after a report.</summary>
    /// <param name="known">What is stored of the owner's intervals.</param>
    /// <param name="beacon">The report.</param>
    /// <param name="window">The owner's time.</param>
    public static IntervalRow Account(IReadOnlyList<IntervalRow> known, Beacon beacon, Window window)
    {
        var before = known.FirstOrDefault(i => i.Id == beacon.Interval);
        var end = window.To is { } to && to < beacon.At ? to : beacon.At;
        var others = known.Where(i => i.Id != beacon.Interval).Sum(i => i.Seconds);
        var most = Math.Max(0, (end - window.From + Slack).TotalSeconds - others);
        var seconds = Math.Max(before?.Seconds ?? 0, Math.Min(beacon.Seconds, most));
        var started = before?.StartedAt ?? Later(window.From, end - TimeSpan.FromSeconds(seconds));
        return new(beacon.Interval, started, seconds, beacon.Playing && before is not { Playing: false }, beacon.At);
    }

    /// <summary>An interval whose page is gone: it lasted until the socket closed.</summary>
    public static IntervalRow Close(IntervalRow interval, DateTimeOffset lostAt) => !interval.Playing ? interval : interval with
    {
        Playing = false,
        Seconds = interval.Seconds + Math.Max(0, (lostAt - interval.UpdatedAt).TotalSeconds),
    };

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
