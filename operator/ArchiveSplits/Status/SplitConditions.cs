using Onair.Api.ArchiveSplits;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ArchiveSplits.Status;

/// <summary>The status at the end of a round. A pure function.</summary>
internal static class SplitConditions
{
    public static ArchiveSplitStatus After(ArchiveSplitView split, RoundEnd end, long? generation)
    {
        var status = Progress(split);
        var conditions = new Conditions(status.Conditions, generation, split.Now);
        var (phase, reason, message) = Outcome(split, end);
        if (end is Settle) EndConditions.Settled(conditions, reason, message);
        else EndConditions.Unsettled(conditions, end);
        if (DownloadCondition.Of(split) is var (holds, why, what)) conditions.Set(ArchiveSplitConditions.Downloadable, holds, why, what);
        var done = split.In(SplitSectionState.Completed).Count();
        var over = status.Sections.Count > 0 && status.Sections.All(s => s.State is SplitSectionState.Completed or SplitSectionState.Failed);
        var completedAt = over ? status.Sections.Max(s => s.CompletedAt) : null;
        return status with
        {
            ObservedGeneration = generation,
            Phase = phase,
            Conditions = conditions.All,
            Source = $"{split.Names.Kind}/{split.Names.Name}",
            SectionsDone = status.SectionCount is null ? null : done,
            CompletedAt = completedAt,
            Took = completedAt is { } completed && status.StartedAt is { } started ? Text(completed - started) : null,
        };
    }

    /// <summary>A time span the way Kubernetes writes it: <c>41s</c>, <c>1m12s</c>, <c>2h5m</c>.</summary>
    public static string Text(TimeSpan span) =>
        span.TotalHours >= 1 ? $"{(int)span.TotalHours}h{span.Minutes}m" : span.TotalMinutes >= 1 ? $"{span.Minutes}m{span.Seconds}s" : $"{(int)span.TotalSeconds}s";

    private static (string Phase, string Reason, string Message) Outcome(ArchiveSplitView split, RoundEnd end) => end switch
    {
        Settle => ("Completed", "Completed", $"All {split.Status.Sections.Count} sections are cut."),
        Stall stall => ("Failed", stall.Reason, stall.Message),
        Wait wait => (split.Deleting ? "Deleting" : wait.Reason == "Cutting" ? "Running" : wait.Reason == "Paused" ? "Paused" : "Waiting", wait.Reason, wait.Message),
        _ => throw new InvalidOperationException($"{end.GetType().Name} ends no round."),
    };

    // What each section does or waits for, as it was seen in this round.
    private static ArchiveSplitStatus Progress(ArchiveSplitView split) => split.Status with
    {
        Sections = [.. split.Status.Sections.Select(section => section.State switch
        {
            SplitSectionState.Running when split.Engines.GetValueOrDefault(section.Position) is EngineView.Working working =>
                section with { Percent = Math.Max(section.Percent ?? 0, working.Percent ?? 0), Message = working.Message },
            SplitSectionState.Waiting when section.RetryAt is null => section with { Message = Waiting(split, section.Position) ?? section.Message },
            _ => section,
        })],
    };

    private static string? Waiting(ArchiveSplitView split, int position) => DecideArchiveSplit.CoverageOf(split, position) switch
    {
        Coverage.Waits waits => waits.Message,
        Coverage.Ready => "waits for its turn",
        _ => null,
    };
}
