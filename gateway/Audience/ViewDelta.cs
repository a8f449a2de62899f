namespace Onair.Gateway.Audience;

/// <summary>What a session adds to the audience since it was counted last.</summary>
/// <param name="WatchedId">What is watched.</param>
/// <param name="Subject">What links to it are for; its kind is in it.</param>
/// <param name="IsNew">Whether it is the first time that something plays in the session.</param>
/// <param name="Played">Seconds in which the picture moved.</param>
/// <param name="Waited">Seconds in which it waited for data.</param>
/// <param name="Startup">How long the first picture took; null if that is counted, or unknown.</param>
/// <param name="Latency">How far the viewer is behind the live edge; null if unknown.</param>
internal sealed record ViewDelta(string WatchedId, string Subject, bool IsNew, double Played, double Waited, double? Startup, double? Latency)
{
    public const string StartupFigure = "startup";
    public const string LatencyFigure = "latency";

    /// <summary>The kind as kubectl's plural, or <c>external</c>: one of a few words.</summary>
    public string Kind => Subject.Split('/') is [_, var kind, _] ? kind : "external";

    /// <summary>The sums of some sessions, in one order, so that two replicas do not wait for each other.</summary>
    public static IReadOnlyList<(string WatchedId, long Views, double Played, double Waited)> Sums(IEnumerable<ViewDelta> deltas) =>
    [
        .. deltas.GroupBy(d => d.WatchedId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, g.LongCount(d => d.IsNew), g.Sum(d => d.Played), g.Sum(d => d.Waited))),
    ];

    /// <summary>The counts of buckets of some sessions, in one order.</summary>
    public static IReadOnlyList<(string WatchedId, string Figure, int Bucket, long Count)> Buckets(IEnumerable<ViewDelta> deltas) =>
    [
        .. deltas.SelectMany(d => new[] { (d.WatchedId, Figure: StartupFigure, Value: d.Startup), (d.WatchedId, Figure: LatencyFigure, Value: d.Latency) })
            .Where(v => v.Value is not null)
            .GroupBy(v => (v.WatchedId, v.Figure, Bucket: Distribution.BucketOf(v.Value!.Value)))
            .OrderBy(g => g.Key.WatchedId, StringComparer.Ordinal).ThenBy(g => g.Key.Figure, StringComparer.Ordinal).ThenBy(g => g.Key.Bucket)
            .Select(g => (g.Key.WatchedId, g.Key.Figure, g.Key.Bucket, g.LongCount())),
    ];
}
