using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Kubernetes;

namespace Onair.Operator.ArchiveSplits.Status;

/// <summary>The transitions between two statuses, as Kubernetes Events. A pure function.</summary>
internal static class SplitEvents
{
    public static IEnumerable<(EventType Type, string Reason, string Message)> Between(ArchiveSplitStatus before, ArchiveSplitStatus after)
    {
        if (before.StartedAt is null && after.StartedAt is not null)
            yield return (EventType.Normal, "Started", $"{after.Sections.Count} sections of session {after.SessionId} are cut to {after.OutputPath}.");
        foreach (var section in after.Sections)
            if (Of(before.Sections.ElementAtOrDefault(section.Position) ?? new(), section) is { } change) yield return change;
        if (!IsReady(before) && IsReady(after)) yield return (EventType.Normal, "Completed", $"All {after.Sections.Count} sections are cut, after {after.Took}.");
        var (was, now) = (Stalled(before), Stalled(after));
        if (now is { Status: ConditionStatus.True } && now.Message != was?.Message)
            yield return (EventType.Warning, now.Reason == "SectionsFailed" ? "Failed" : now.Reason, now.Message);
    }

    private static (EventType Type, string Reason, string Message)? Of(SplitSectionStatus before, SplitSectionStatus after)
    {
        var name = after.Title is { } title ? $"Section {after.Position}, \"{title}\"," : $"Section {after.Position}";
        if (before.State != after.State && after.State == SplitSectionState.Completed)
            return (EventType.Normal, "SectionCompleted", $"{name} is at {after.OutputUrl}.{(after.Message is { } note ? $" {note}" : "")}");
        if (before.State != after.State && after.State == SplitSectionState.Failed)
            return (EventType.Warning, "SectionFailed", $"{name} failed: {after.Message}");
        if (after.RetryAt is { } retry && retry != before.RetryAt)
            return (EventType.Warning, "SectionRetried", $"{name} failed and is tried again: {after.Message}");
        return null;
    }

    private static bool IsReady(ArchiveSplitStatus status) => status.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.True });

    private static Condition? Stalled(ArchiveSplitStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
}
