using Onair.Api.ArchiveSplits;
using Onair.Api.Common;

namespace Onair.Events.Transitions;

/// <summary>What happened to an ArchiveSplit between two consecutive statuses. A pure function.</summary>
public static class SplitTransitions
{
    /// <summary>The transitions, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Transition> Between(ArchiveSplitStatus before, ArchiveSplitStatus after)
    {
        if (before.StartedAt is null && after.StartedAt is not null) yield return new(EventTypes.ArchiveSplitStarted);
        foreach (var section in after.Sections)
        {
            if (section.State == SplitSectionState.Completed && before.Sections.ElementAtOrDefault(section.Position)?.State != SplitSectionState.Completed)
                yield return new(EventTypes.ArchiveSplitSectionCompleted) { Section = section.Position, Message = section.Message };
        }

        if (!IsReady(before) && IsReady(after)) yield return new(EventTypes.ArchiveSplitCompleted);
        var (was, now) = (Stalled(before), Stalled(after));
        if (now is { Status: ConditionStatus.True } && (was?.Status != ConditionStatus.True || was.Message != now.Message))
            yield return new(EventTypes.ArchiveSplitFailed) { Reason = now.Reason, Message = now.Message };
    }

    private static bool IsReady(ArchiveSplitStatus status) => status.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.True });

    private static Condition? Stalled(ArchiveSplitStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
}
