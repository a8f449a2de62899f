using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Operator.Reconciliation;
using Onair.Recordings.Sessions;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>Decides the next step of an ArchiveSplit from what is declared, recorded and observed. A pure function.</summary>
internal static class DecideArchiveSplit
{
    public static ReconcileStep Next(ArchiveSplitView split)
    {
        if (DecideLifecycle.Next(split) is { } step) return step;
        if (split.Deleting) return Deletion(split);
        if (split.Status.AcceptedSpec is null)
        {
            var (field, kind, name) = split.Names;
            if (!split.SourceFound && split.Violations.Count == 0)
                return new Wait(split.Spec.BroadcastRef is null ? "StreamMissing" : "BroadcastMissing", $"{field}: Not found: \"{name}\": no {kind} has this name.", WaitFor.Cluster);
            if (split.Violations.Count == 0 && !split.SessionFound)
                return new Wait("NoSession", $"{kind} \"{name}\" has had no session yet.", WaitFor.Cluster);
        }

        if (split.Violations.Count > 0) return new Stall("Invalid", string.Join("; ", split.Violations));
        if (split.ProviderProblem is var (reason, message)) return new Wait(reason, message, WaitFor.Recording);
        if (split.Status.AcceptedSpec is null) return split.IsProven ? new ArchiveSplitStep.Accept() : Unproven(split);
        if (split.Retry is { } retry && retry != split.Status.Retry) return new ArchiveSplitStep.RetryFailed(retry);
        if (!split.IsProven && split.Status.Sections.Any(s => s.State is SplitSectionState.Waiting or SplitSectionState.Running))
            return split.ProofAsked ? Unproven(split) : new ArchiveSplitStep.LookForProof();
        return Running(split) ?? Waiting(split) ?? Stray(split) ?? DecideDownloads.Next(split) ?? End(split);
    }

    private static Stall Unproven(ArchiveSplitView split) => new("RecordingNotProven",
        $"{split.Names.Field}: nothing proves that \"{split.Folder}\" is a recording of {split.Names.Kind} \"{split.Names.Name}\". The folder must contain its uid, or be that of no other session. "
        + "Onair does not cut the recording. Correct the status of the source, or restore the source.");

    private static ReconcileStep Deletion(ArchiveSplitView split)
    {
        if (split.Status.Sections.All(s => s.Attempts is null)) return new RemoveFinalizer();
        if (split.ProviderProblem is var (reason, message)) return new Wait(reason, message, WaitFor.Recording);
        if (split is { IsProven: false, ProofAsked: false, WorkIsGone: false }) return new ArchiveSplitStep.LookForProof();
        if (!split.WorkIsGone) return split.CancelSent ? new Wait("Deleting", "Jobs are being removed.") : new ArchiveSplitStep.CancelWork();
        if (split.Spec.DeletionPolicy == DeletionPolicy.Delete && !split.OutputsAreGone) return new ArchiveSplitStep.RemoveOutputs();
        return new RemoveFinalizer();
    }

    private static ReconcileStep? Running(ArchiveSplitView split)
    {
        foreach (var section in split.In(SplitSectionState.Running))
        {
            switch (split.Engines.GetValueOrDefault(section.Position))
            {
                case null:
                    return new ArchiveSplitStep.LookAtEngine(section.Position);
                case EngineView.None when split.Archive is null:
                    return new ArchiveSplitStep.LookAtArchive();
                case EngineView.None when CoverageOf(split, section.Position) is Coverage.Ready ready:
                    return new ArchiveSplitStep.Start(section.Position, ready);
                case EngineView.None when CoverageOf(split, section.Position) is Coverage.Impossible impossible:
                    return new ArchiveSplitStep.Fail(section.Position, impossible.Message, Final: true, impossible.WrongField);
                case EngineView.Succeeded succeeded:
                    return new ArchiveSplitStep.Finish(section.Position, succeeded);
                case EngineView.Failed failed:
                    return new ArchiveSplitStep.Fail(section.Position, failed.Message, Final: failed.Final || section.Attempts >= split.Attempts);
            }
        }

        return null;
    }

    private static ReconcileStep? Waiting(ArchiveSplitView split)
    {
        var free = split.Parallel - split.In(SplitSectionState.Running).Count();
        foreach (var section in split.In(SplitSectionState.Waiting).Where(s => s.RetryAt is null || s.RetryAt <= split.Now))
        {
            if (split.Archive is null) return free > 0 ? new ArchiveSplitStep.LookAtArchive() : null;
            switch (CoverageOf(split, section.Position))
            {
                case Coverage.Impossible impossible:
                    return new ArchiveSplitStep.Fail(section.Position, impossible.Message, Final: true, impossible.WrongField);
                case Coverage.Ready ready when free > 0:
                    return new ArchiveSplitStep.Begin(section.Position, ready);
            }
        }

        return null;
    }

    private static ArchiveSplitStep.RemoveJob? Stray(ArchiveSplitView split) => split.StrayJobs.Count > 0 ? new(split.StrayJobs[0]) : null;

    private static ReconcileStep End(ArchiveSplitView split)
    {
        var (all, done, failed) = (split.Status.Sections.Count, split.In(SplitSectionState.Completed).Count(), split.In(SplitSectionState.Failed).ToList());
        var (running, waiting) = (split.In(SplitSectionState.Running).Count(), split.In(SplitSectionState.Waiting).Count());
        var text = $"{done} of {all} sections are cut" + Count(running, "being cut") + Count(waiting, "waiting") + Count(failed.Count, "failed");
        if (running > 0 && split.Engines.Values.Select(e => (e as EngineView.Working)?.Obstacle).FirstOrDefault(o => o is { NeedsUser: true }) is { } blocked)
            return new Stall(blocked.Reason, $"{text}. {blocked.Message}");
        if (running > 0) return new Wait("Cutting", $"{text}.", WaitFor.Provider);
        if (waiting > 0) return new Wait("Waiting", $"{text}.", WaitFor.Recording);
        return failed.Count == 0 ? new Settle() : new Stall("SectionsFailed", $"{text}. {Reasons(failed)}");
    }

    /// <summary>The segments that are to be indexed for the sections that are not cut yet.</summary>
    public static IReadOnlyList<RecordedSegment> ToIndex(ArchiveSplitView split) =>
    [
        .. split.Status.Sections.Where(s => s.State is SplitSectionState.Waiting or SplitSectionState.Running)
            .SelectMany(s => (CoverageOf(split, s.Position) as Coverage.Waits)?.ToIndex ?? []).DistinctBy(s => s.Key),
    ];

    public static Coverage? CoverageOf(ArchiveSplitView split, int position) =>
        split.Archive is { } archive ? SectionCoverage.Of(split.Spec.Sections[position], position, archive, split.SessionOver) : null;

    private static string Count(int number, string what) => number == 0 ? "" : $", {number} {what}";

    // A condition's message is read by people: three reasons are enough to begin with.
    private static string Reasons(List<SplitSectionStatus> failed) =>
        string.Join(" ", failed.Take(3).Select(s => $"Section {s.Position}: {s.Message}.")) + (failed.Count > 3 ? $" {failed.Count - 3} more are in status.sections." : "")
        + $" {WayOut.Of(failed)}";
}
