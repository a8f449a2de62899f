using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Kubernetes.Events;

namespace Onair.Events.Transitions;

/// <summary>What happened to a Connector between two statuses. A pure function.</summary>
public static class ConnectorChanges
{
    /// <summary>The changes, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Change> Between(ConnectorStatus before, ConnectorStatus after) =>
        [.. OfRun(before, after), .. OfSource(before, after), .. OfEnd(before, after)];

    private static IEnumerable<Change> OfRun(ConnectorStatus before, ConnectorStatus after)
    {
        if (after.Run is not { } run) yield break;
        if (run.Id != before.Run?.Id)
            yield return new(new(EventTypes.ConnectorStarting), new(EventType.Normal, "Starting", $"A pod starts, to push to {after.Target}."));
        if (run.Attempts is { } attempt && attempt > (before.Run?.Attempts ?? attempt))
            yield return Change.Warning("PodReplaced", $"The previous pod was lost or is outdated. Pod {attempt} of this run starts.");
        if (Became(before, after, ConnectorConditions.OnAir, ConditionStatus.True) is { } onAir)
            yield return new(
                new(EventTypes.ConnectorOnAir),
                new(EventType.Normal, "OnAir", $"{onAir.Message}{(after.Stages is [.., { Seconds: var took }] ? $" It took {took} s." : "")}"));
        // Until it was on air for the first time, it is starting. A stop that is declared is told when it is done.
        if (before.Run?.OnAirAt is not null && Became(before, after, ConnectorConditions.OnAir, ConditionStatus.False) is { Reason: not ConnectorConditions.Stopping } off)
            yield return new(new(EventTypes.ConnectorOffAir) { Reason = off.Reason, Message = off.Message }, new(EventType.Warning, "OffAir", off.Message));
    }

    private static IEnumerable<Change> OfSource(ConnectorStatus before, ConnectorStatus after)
    {
        if (before.Source is null) yield break;
        if (Became(before, after, ConnectorConditions.SourceHealthy, ConditionStatus.False) is { } failed) yield return Change.Warning(failed.Reason, failed.Message);
        if (after.Source is not { } source || source == before.Source) yield break;
        var health = Find(after, ConnectorConditions.SourceHealthy);
        yield return new(
            new(EventTypes.ConnectorSourceSwitched) { Reason = health?.Reason, Message = health?.Message },
            new(source == "source" ? EventType.Normal : EventType.Warning, "SourceSwitched", $"{source} is shown instead of {before.Source}."));
    }

    private static IEnumerable<Change> OfEnd(ConnectorStatus before, ConnectorStatus after)
    {
        if (Blocked.Between(before.Conditions, after.Conditions, EventTypes.ConnectorFailed) is { } blocked) yield return blocked;
        if (before.Run is not null && after.Run is null) yield return new(new(EventTypes.ConnectorStopped), new(EventType.Normal, "Stopped", "The push has ended."));
        if (before.Outbox?.ClosedAt is null && after.Outbox?.ClosedAt is not null) yield return Change.Told(new(EventTypes.ConnectorDeleted));
    }

    private static Condition? Became(ConnectorStatus before, ConnectorStatus after, string type, ConditionStatus status) =>
        Find(after, type) is { } now && now.Status == status && Find(before, type)?.Status != status ? now : null;

    private static Condition? Find(ConnectorStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
