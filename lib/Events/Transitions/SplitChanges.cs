using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Kubernetes.Events;

namespace Onair.Events.Transitions;

/// <summary>What happened to an ArchiveSplit between two statuses. A pure function.</summary>
public static class SplitChanges
{
    /// <summary>The changes, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Change> Between(ArchiveSplitStatus before, ArchiveSplitStatus after)
    {
        if (before.StartedAt is null && after.StartedAt is not null)
            yield return new(
                new(EventTypes.ArchiveSplitStarted),
                new(EventType.Normal, "Started", $"{after.Sections.Count} sections of session {after.SessionId} are cut to {after.OutputPath}."));
        foreach (var section in after.Sections)
            if (Of(before.Sections.ElementAtOrDefault(section.Position) ?? new(), section) is { } change) yield return change;
        if (!IsReady(before) && IsReady(after))
            yield return new(new(EventTypes.ArchiveSplitCompleted), new(EventType.Normal, "Completed", $"All {after.Sections.Count} sections are cut, after {after.Took}."));
        if (Of(after, ArchiveSplitConditions.Downloadable) is { Status: ConditionStatus.False, Reason: not "Expired" } problem
            && Of(before, ArchiveSplitConditions.Downloadable)?.Message != problem.Message)
            yield return Change.Warning(problem.Reason, problem.Message);
        var (was, now) = (Of(before, ConditionTypes.Stalled), Of(after, ConditionTypes.Stalled));
        if (now is { Status: ConditionStatus.True } && (was?.Status != ConditionStatus.True || was.Message != now.Message))
            yield return new(
                new(EventTypes.ArchiveSplitFailed) { Reason = now.Reason, Message = now.Message },
                new(EventType.Warning, now.Reason == "SectionsFailed" ? "Failed" : now.Reason, now.Message));
    }

    private static Change? Of(SplitSectionStatus before, SplitSectionStatus after)
    {
        var name = after.Title is { } title ? $"Section {after.Position}, \"{title}\"," : $"Section {after.Position}";
        if (before.State != after.State && after.State == SplitSectionState.Completed)
            return new(
                new(EventTypes.ArchiveSplitSectionCompleted) { Section = after.Position, Message = after.Message },
                new(EventType.Normal, "SectionCompleted", $"{name} is at {after.OutputUrl}.{(after.Message is { } note ? $" {note}" : "")}"));
        if (before.State != after.State && after.State == SplitSectionState.Failed) return Change.Warning("SectionFailed", $"{name} failed: {after.Message}");
        return after.RetryAt is { } retry && retry != before.RetryAt ? Change.Warning("SectionRetried", $"{name} failed and is retried: {after.Message}") : null;
    }

    private static bool IsReady(ArchiveSplitStatus status) => status.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.True });

    private static Condition? Of(ArchiveSplitStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
