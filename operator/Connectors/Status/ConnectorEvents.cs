using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Events.Transitions;
using Onair.Kubernetes;

namespace Onair.Operator.Connectors.Status;

/// <summary>The transitions between two statuses, as Kubernetes Events. A pure function.</summary>
internal static class ConnectorEvents
{
    public static IEnumerable<(EventType Type, string Reason, string Message)> Between(ConnectorStatus before, ConnectorStatus after)
    {
        if (after.Run is { } run && run.Id != before.Run?.Id) yield return (EventType.Normal, "Starting", $"A pod starts, to push to {after.Target}.");
        if (after.Run is { Attempts: var attempt } && attempt > (before.Run?.Attempts ?? attempt))
            yield return (EventType.Warning, "PodReplaced", $"The former pod is lost or outdated: pod {attempt} of this run starts.");
        if (Became(before, after, ConnectorConditions.OnAir, ConditionStatus.True) is { } onAir)
            yield return (EventType.Normal, "OnAir", $"{onAir.Message}{(after.Stages is [.., { Seconds: var took }] ? $" It took {took} s." : "")}");
        if (Became(before, after, ConnectorConditions.OnAir, ConditionStatus.False) is { } lost && after.Run is not null && before.Run?.OnAirAt is not null)
            yield return (EventType.Warning, "OffAir", lost.Message);
        if (Became(before, after, ConnectorConditions.SourceHealthy, ConditionStatus.False) is { } failed && before.Source is not null)
            yield return (EventType.Warning, failed.Reason, failed.Message);
        if (before.Source != after.Source && after.Source is { } source && before.Source is not null)
            yield return (source == "source" ? EventType.Normal : EventType.Warning, "SourceSwitched", $"{source} is shown instead of {before.Source}.");
        if (Blocked.QuotaBegan(before.Conditions, after.Conditions) is { } quota) yield return (EventType.Warning, quota.Reason, quota.Message);
        if (Became(before, after, ConditionTypes.Stalled, ConditionStatus.True) is { } stalled) yield return (EventType.Warning, stalled.Reason, stalled.Message);
        if (before.Run is not null && after.Run is null) yield return (EventType.Normal, "Stopped", "The push has ended.");
    }

    private static Condition? Became(ConnectorStatus before, ConnectorStatus after, string type, ConditionStatus status) =>
        Find(after, type) is { } now && now.Status == status && Find(before, type)?.Status is { } was && was != status ? now : null;

    private static Condition? Find(ConnectorStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
