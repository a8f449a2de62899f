using System.Globalization;
using System.Text.Json.Nodes;
using static Onair.Tests.Bench.Connectors.ConnectorFigures;

namespace Onair.Tests.Bench.Connectors;

/// <summary>The tables of docs/connectors.md. What was not measured is left out. Pure functions.</summary>
internal static class ConnectorTables
{
    private const string Begin = "<!-- begin measured by ./dev bench connectors -->", End = "<!-- end measured -->";

    private static readonly (string Way, double First, double Age)[] Ways = [("MediaLive", 45, 30), ("IVS", 45, 8)];

    /// <summary>The page with these tables between its markers.</summary>
    /// <exception cref="InvalidDataException">The page has no such markers.</exception>
    public static string Put(ConnectorFigures figures, string page)
    {
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        return begin < 0 || end < begin
            ? throw new InvalidDataException($"the page lacks the line \"{Begin}\", or \"{End}\" after it")
            : $"{page[..(begin + Begin.Length)]}\n{string.Join('\n', ((string[])[Latency(figures), Kills(figures), Soak(figures)]).Where(t => t.Length > 0))}{page[end..]}";
    }

    /// <summary>The goals that were missed.</summary>
    public static IReadOnlyList<string> Missed(ConnectorFigures figures)
    {
        List<(bool Holds, FormattableString Goal)> goals = [];
        foreach (var (way, first, age) in Ways)
        {
            if (figures.Find("latency", way) is not { } seen) continue;
            goals.Add((Number(seen, "first") < first, $"the first picture through {way} is seen after {Number(seen, "first"):f1} s"));
            goals.Add((Number(seen, "p95") < age, $"what is seen through {way} is {Number(seen, "p95"):f1} s old (p95)"));
        }

        foreach (var soak in figures.Of("soak"))
        {
            goals.Add((Math.Abs(Number(soak, "firstMinute")) <= 0.040, $"sound and picture are {Milliseconds(soak, "firstMinute")} apart in the first minute"));
            goals.Add((Math.Abs(Number(soak, "lastMinute")) <= 0.040, $"sound and picture are {Milliseconds(soak, "lastMinute")} apart in the last minute"));
            goals.Add((Math.Abs(Number(soak, "framesOut") - 1) <= 0.005, $"{Number(soak, "framesOut"):P2} of the frames are pushed"));
        }

        return [.. goals.Where(g => !g.Holds).Select(g => g.Goal.ToString(CultureInfo.InvariantCulture))];
    }

    private static string Latency(ConnectorFigures figures)
    {
        var ways = Ways.Where(w => figures.Find("latency", w.Way) is not null).ToList();
        if (ways.Count == 0) return "";
        var seen = ways.Select(w => figures.Find("latency", w.Way)!).ToList();
        return Lines(
            $"A meeting with two participants, at 640x360 and 25 frames a second, {Machine(seen)}:",
            $"",
            $"| |{string.Concat(ways.Select(w => $" Through {w.Way} |"))} Goal |",
            $"|---|{string.Concat(ways.Select(_ => "---|"))}---|",
            $"| from `state: Running` to the first picture at the viewer |{Cells(seen, "first")} under 45 s |",
            $"| from the meeting to the viewer, median |{Cells(seen, "p50")} |",
            $"| from the meeting to the viewer, p95 |{Cells(seen, "p95")} under {string.Join(", ", ways.Select(w => $"{w.Age} s"))} |");
    }

    private static string Kills(ConnectorFigures figures)
    {
        var kills = figures.Of("kill");
        if (kills.Count == 0) return "";
        return Lines(
            [
                $"The same meeting through MediaLive, {Machine(kills)}. The pod's report and the status say when the source is pushed again:", $"",
                $"| What is killed | Pushed again after | Seen again after | Longest gap at the viewer | The push |", $"|---|---|---|---|---|",
                .. kills.Select(k => (FormattableString)$"| {Text(k, "name")} |{Cells([k], "back")}{Cells([k], "seen")}{Cells([k], "gap")} {((bool)k["samePush"]! ? "goes on" : "another one")} |"),
            ]);
    }

    private static string Soak(ConnectorFigures figures)
    {
        if (figures.Of("soak") is not [.., var soak]) return "";
        return Lines(
            $"{Number(soak, "minutes"):0.#} minutes of a page that flashes and beeps, at {Text(soak, "name")} and 30 frames a second, {Machine([soak])}:",
            $"",
            $"| | | Goal |",
            $"|---|---|---|",
            $"| the picture is later than its sound, median of the first minute | {Milliseconds(soak, "firstMinute")} | −40 to 40 ms |",
            $"| the same in the last minute | {Milliseconds(soak, "lastMinute")} | −40 to 40 ms |",
            $"| drift, the last third against the first | {Milliseconds(soak, "drift")} | |",
            $"| frames that were pushed, of those expected | {Number(soak, "framesOut"):P2} | 99.5 to 100.5 % |",
            $"| longest gap between two frames | {Number(soak, "gap") * 1000:f0} ms | |",
            $"| processor, of a core | {Number(soak, "processor"):f2} | |",
            $"| memory of all processes at the first and at the last minute, shared pages counted for each | {Number(soak, "memoryFirst"):f0} MB, {Number(soak, "memoryLast"):f0} MB | |");
    }

    private static string Machine(IReadOnlyList<JsonObject> figures) => string.Create(
        CultureInfo.InvariantCulture,
        $"on {Number(figures[0], "cores"):f0} cores with a load average of {figures.Min(f => Number(f, "load")):f1} to {figures.Max(f => Number(f, "load")):f1}, {Text(figures[0], "at")[..10]}");

    private static string Cells(IReadOnlyList<JsonObject> figures, string name) =>
        string.Concat(figures.Select(f => string.Create(CultureInfo.InvariantCulture, $" {Number(f, name):f1} s |")));

    private static string Milliseconds(JsonObject figures, string name) => string.Create(CultureInfo.InvariantCulture, $"{Number(figures, name) * 1000:f0} ms");

    private static string Lines(params FormattableString[] lines) => string.Concat(lines.Select(l => l.ToString(CultureInfo.InvariantCulture) + "\n"));
}
