using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Operator.ArchiveSplits.Engines;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>The next step of a split, from what is declared, recorded and seen. A pure function.</summary>
internal static class DecideSplit
{
    public static SplitStep Next(SplitView split)
    {
        if (split.Paused) return new SplitStep.Wait("Paused", $"The annotation {Annotations.Paused} suspends all work.", WaitFor.Cluster);
        if (split.Deleting) return Deletion(split);
        if (!split.HasFinalizer) return new SplitStep.AddFinalizer();
        if (split.Status.AcceptedSpec is null)
        {
            if (!split.StreamFound)
                return new SplitStep.Wait("StreamMissing", $"spec.streamRef.name: Not found: \"{split.Spec.StreamRef.Name}\": no LiveStream has this name.", WaitFor.Cluster);
            if (split.Violations.Count == 0 && !split.SessionFound)
                return new SplitStep.Wait("NoSession", $"LiveStream \"{split.Spec.StreamRef.Name}\" has had no session yet.", WaitFor.Cluster);
        }

        if (split.Violations.Count > 0) return new SplitStep.Stall("Invalid", string.Join("; ", split.Violations));
        if (split.ProviderProblem is var (reason, message)) return new SplitStep.Wait(reason, message, WaitFor.Recording);
        if (split.Status.AcceptedSpec is null) return new SplitStep.Accept();
        if (split.Retry is { } retry && retry != split.Status.Retry) return new SplitStep.RetryFailed(retry);
        return Running(split) ?? Waiting(split) ?? Stray(split) ?? End(split);
    }

    private static SplitStep Deletion(SplitView split)
    {
        if (!split.HasFinalizer) return new SplitStep.Settle();
        // Nothing is left but events that are not told yet.
        if (split.Status.Outbox?.ClosedAt is not null) return new SplitStep.RemoveFinalizer();
        if (split.Status.Sections.All(s => s.Attempts is null)) return new SplitStep.RemoveFinalizer();
        if (split.ProviderProblem is var (reason, message)) return new SplitStep.Wait(reason, message, WaitFor.Recording);
        if (!split.WorkIsGone) return new SplitStep.CancelWork();
        if (split.Spec.DeletionPolicy == DeletionPolicy.Delete && !split.OutputsAreGone) return new SplitStep.RemoveOutputs();
        return new SplitStep.RemoveFinalizer();
    }

    private static SplitStep? Running(SplitView split)
    {
        foreach (var section in split.In(SplitSectionState.Running))
        {
            switch (split.Engines.GetValueOrDefault(section.Position))
            {
                case null:
                    return new SplitStep.LookAtEngine(section.Position);
                case EngineView.None when split.Archive is null:
                    return new SplitStep.LookAtArchive();
                case EngineView.None when CoverageOf(split, section.Position) is Coverage.Ready ready:
                    return new SplitStep.Start(section.Position, ready);
                case EngineView.None when CoverageOf(split, section.Position) is Coverage.Impossible impossible:
                    return new SplitStep.Fail(section.Position, impossible.Message, Final: true);
                case EngineView.Succeeded succeeded:
                    return new SplitStep.Finish(section.Position, succeeded);
                case EngineView.Failed failed:
                    return new SplitStep.Fail(section.Position, failed.Message, Final: failed.Final || section.Attempts >= split.Attempts);
            }
        }

        return null;
    }

    private static SplitStep? Waiting(SplitView split)
    {
        var free = split.Parallel - split.In(SplitSectionState.Running).Count();
        foreach (var section in split.In(SplitSectionState.Waiting).Where(s => s.RetryAt is null || s.RetryAt <= split.Now))
        {
            if (split.Archive is null) return free > 0 ? new SplitStep.LookAtArchive() : null;
            switch (CoverageOf(split, section.Position))
            {
                case Coverage.Impossible impossible:
                    return new SplitStep.Fail(section.Position, impossible.Message, Final: true);
                case Coverage.Ready ready when free > 0:
                    return new SplitStep.Begin(section.Position, ready);
            }
        }

        return null;
    }

    private static SplitStep.RemoveJob? Stray(SplitView split) => split.StrayJobs.Count > 0 ? new(split.StrayJobs[0]) : null;

    private static SplitStep End(SplitView split)
    {
        var (all, done, failed) = (split.Status.Sections.Count, split.In(SplitSectionState.Completed).Count(), split.In(SplitSectionState.Failed).ToList());
        var (running, waiting) = (split.In(SplitSectionState.Running).Count(), split.In(SplitSectionState.Waiting).Count());
        var text = $"{done} of {all} sections are cut" + Count(running, "being cut") + Count(waiting, "waiting") + Count(failed.Count, "failed");
        if (running > 0) return new SplitStep.Wait("Cutting", $"{text}.", WaitFor.Engine);
        if (waiting > 0) return new SplitStep.Wait("Waiting", $"{text}.", WaitFor.Recording);
        return failed.Count == 0 ? new SplitStep.Settle() : new SplitStep.Stall("SectionsFailed", $"{text}. {Reasons(failed)}");
    }

    public static Coverage? CoverageOf(SplitView split, int position) =>
        split.Archive is { } archive ? SectionCoverage.Of(split.Spec.Sections[position], position, archive, split.SessionOver) : null;

    private static string Count(int number, string what) => number == 0 ? "" : $", {number} {what}";

    // A condition's message is read by people: three reasons are enough to begin with.
    private static string Reasons(List<SplitSectionStatus> failed) =>
        string.Join(" ", failed.Take(3).Select(s => $"Section {s.Position}: {s.Message}.")) + (failed.Count > 3 ? $" And {failed.Count - 3} more in status.sections." : "")
        + $" The annotation {Annotations.Retry} tries them again.";
}
