using Onair.Api.BroadcastSites;
using Onair.Api.Common;

namespace Onair.Events.Transitions;

/// <summary>What happened on a BroadcastSite between two statuses. A pure function.</summary>
public static class SiteChanges
{
    /// <summary>The changes, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Change> Between(BroadcastSiteStatus before, BroadcastSiteStatus after)
    {
        foreach (var happening in after.Happened.Where(h => h.Number > (before.EventsRecorded ?? 0)))
            yield return Change.Told(new($"{EventTypes.Prefix}broadcast.{happening.Type}") { Reason = happening.Reason, Broadcast = happening });
        if (Deprecation.Between(before.Conditions, after.Conditions) is { } deprecated) yield return deprecated;
        var (was, now) = (Stalled(before), Stalled(after));
        if (now is not null && (was?.Reason != now.Reason || was.Message != now.Message)) yield return Change.Warning(now.Reason, now.Message);
    }

    private static Condition? Stalled(BroadcastSiteStatus status) => status.Conditions.FirstOrDefault(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True });
}
