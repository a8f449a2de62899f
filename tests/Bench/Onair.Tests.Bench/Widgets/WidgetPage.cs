using System.Globalization;

namespace Onair.Tests.Bench.Widgets;

/// <summary>Makes a page of the runs: the median of each figure, its spread, and the ratio of the medians. Pure functions.</summary>
internal static class WidgetPage
{
    /// <summary>The operator that is compared, and the one that it is compared with.</summary>
    public const string Ours = "Onair", Peer = "Go";

    private static readonly (string Title, string Path, string Format)[] Figures =
    [
        ("process start → all Ready, s", "cold.allReadySeconds", "f2"),
        ("process start → first cloud call, s", "cold.firstCallSeconds", "f2"),
        ("processor time until all Ready, s", "cold.cpuSeconds.operator", "f2"),
        ("peak resident memory, MB", "cold.peakMegabytes", "f0"),
        ("resident memory at rest, MB", "idle.residentMegabytes", "f0"),
        ("20 new widgets a second: seen → Ready p50, ms", "trickle.readyMilliseconds.p50", "f1"),
        ("20 new widgets a second: seen → Ready p99, ms", "trickle.readyMilliseconds.p99", "f1"),
        ("all deleted, s", "delete.allGoneSeconds", "f2"),
        ("requests to the API server for each widget", "cold.apiRequestsEach", "f2"),
        ("calls of the cloud for each widget", "cold.cloudCallsEach", "f2"),
    ];

    /// <summary>The page, and the goals that were missed.</summary>
    /// <param name="runs">All runs.</param>
    /// <param name="load">The load average at the end.</param>
    public static (string Page, IReadOnlyList<string> Missed) Of(IReadOnlyList<WidgetRun> runs, string load)
    {
        var rounds = runs.Max(r => r.Round);
        var tables = runs.GroupBy(r => r.Widgets).OrderBy(g => g.Key).Select(g => Table(g.Key, [.. g])).ToList();
        var page = string.Create(CultureInfo.InvariantCulture, $"""
            # Widget operator

            Two operators of [one contract](../../tests/Bench/Widget/README.md): Onair's runtime as the services ship it, and the informer and work queue of
            client-go. They ran in turns against the same etcd and kube-apiserver 1.20.2 on {Environment.ProcessorCount} cores, {rounds} times each, 16 workers. Medians, with the least and
            the most in parentheses. Load average at the end {load}. Written by `./dev bench widget`; [all runs](widget.jsonl).


            """) + string.Join('\n', tables);
        return (page, [.. runs.GroupBy(r => r.Widgets).OrderBy(g => g.Key).SelectMany(g => Missed(g.Key, [.. g]))]);
    }

    private static string Table(int widgets, IReadOnlyList<WidgetRun> runs)
    {
        var rows = Figures.Select(figure =>
        {
            var (ours, peer) = (Values(runs, Ours, figure.Path), Values(runs, Peer, figure.Path));
            return string.Create(CultureInfo.InvariantCulture, $"| {figure.Title} | {Text(ours, figure.Format)} | {Text(peer, figure.Format)} | {Median(ours) / Median(peer):f2} |");
        });
        return string.Create(CultureInfo.InvariantCulture, $"## {widgets:n0} widgets\n\n| | {Ours} | {Peer} | {Ours} : {Peer} |\n|---|---|---|---|\n{string.Join('\n', rows)}\n");
    }

    private static IEnumerable<string> Missed(int widgets, IReadOnlyList<WidgetRun> runs)
    {
        (string Path, double Most)[] ratios =
        [
            ("cold.allReadySeconds", 1), ("trickle.readyMilliseconds.p99", 1), ("cold.cpuSeconds.operator", 0.7), ("cold.peakMegabytes", widgets < 5000 ? 1.7 : 1),
        ];
        foreach (var (path, most) in ratios)
        {
            var ratio = Median(Values(runs, Ours, path)) / Median(Values(runs, Peer, path));
            if (ratio > most) yield return string.Create(CultureInfo.InvariantCulture, $"{widgets} widgets: {path} is {ratio:f2} times that of {Peer}, the goal is {most:f1}");
        }
        var (first, limit) = (Median(Values(runs, Ours, "cold.firstCallSeconds")), widgets < 5000 ? 0.35 : 0.45);
        if (first > limit) yield return string.Create(CultureInfo.InvariantCulture, $"{widgets} widgets: the first call comes after {first:f2} s, the goal is {limit:f2} s");
    }

    private static IReadOnlyList<double> Values(IReadOnlyList<WidgetRun> runs, string name, string path) =>
        [.. runs.Where(r => r.Operator == name).Select(r => r.Figure(path)).Order()];

    private static double Median(IReadOnlyList<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static string Text(IReadOnlyList<double> sorted, string format)
    {
        var (median, least, most) = (Of(Median(sorted)), Of(sorted[0]), Of(sorted[^1]));
        return least == most ? median : $"{median} ({least}–{most})";

        string Of(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
