using System.Globalization;

namespace Onair.Tests.Bench.Admission;

/// <summary>What the calls took.</summary>
/// <param name="Judged">The calls.</param>
/// <param name="Empty">Those with nothing to judge.</param>
/// <param name="CpuOfJudged">The webhook's processor time for one.</param>
/// <param name="CpuOfEmpty">The same for one with nothing to judge.</param>
/// <param name="Connections">How many connections it took.</param>
internal sealed record LatencyResult(
    IReadOnlyList<Sample> Judged, IReadOnlyList<Sample> Empty, TimeSpan CpuOfJudged, TimeSpan CpuOfEmpty, int Connections)
{
    public IEnumerable<Sample> Failed => Judged.Concat(Empty).Where(s => s.Failure is not null);

    public string Markdown()
    {
        var (judged, empty) = (Latency.Of(Judged), Latency.Of(Empty));
        var rows = Judged.GroupBy(s => s.What).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"| {g.Key} | {Latency.Of(g)} |");
        return string.Create(CultureInfo.InvariantCulture, $"""
            | {LatencyPart.PerSecond} calls a second, ms | {Latency.Head} |
            |---|---|---|---|---|---|---|
            {string.Join('\n', rows)}
            | **all** (goal: p99 under 20) | {judged} |
            | as many bytes with nothing to judge: 400 | {empty} |
            | all, as a multiple of those | {judged.Over(empty)} |

            Failed calls: {Failed.Count()}. Connections: {Connections}. Processor time of the webhook for a call:
            {CpuOfJudged.TotalMilliseconds:f2} ms, with nothing to judge {CpuOfEmpty.TotalMilliseconds:f2} ms ({CpuOfJudged / CpuOfEmpty:f2} times).
            """);
    }
}
