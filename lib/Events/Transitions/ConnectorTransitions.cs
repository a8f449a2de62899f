using Onair.Api.Common;
using Onair.Api.Connectors;

namespace Onair.Events.Transitions;

/// <summary>What happened to a Connector between two consecutive statuses. A pure function.</summary>
public static class ConnectorTransitions
{
    /// <summary>The transitions, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Transition> Between(ConnectorStatus before, ConnectorStatus after)
    {
        if (after.Run is not null && before.Run?.Id != after.Run.Id) yield return new(EventTypes.ConnectorStarting);
        if (after.Run is not null && Became(before, after, ConnectorConditions.OnAir, ConditionStatus.True) is not null) yield return new(EventTypes.ConnectorOnAir);
        // Until it was on air for the first time, it is starting.
        if (after.Run is not null && before.Run?.OnAirAt is not null && Became(before, after, ConnectorConditions.OnAir, ConditionStatus.False) is { } off)
            yield return new(EventTypes.ConnectorOffAir) { Reason = off.Reason, Message = off.Message };
        if (before.Source is not null && after.Source is not null && before.Source != after.Source)
            yield return new(EventTypes.ConnectorSourceSwitched) { Reason = Find(after, ConnectorConditions.SourceHealthy)?.Reason, Message = Find(after, ConnectorConditions.SourceHealthy)?.Message };
        if (Blocked.Began(before.Conditions, after.Conditions) is { } blocked)
            yield return new(EventTypes.ConnectorFailed) { Reason = blocked.Reason, Message = blocked.Message };
        if (before.Run is not null && after.Run is null) yield return new(EventTypes.ConnectorStopped);
        if (before.Outbox?.ClosedAt is null && after.Outbox?.ClosedAt is not null) yield return new(EventTypes.ConnectorDeleted);
    }

    private static Condition? Became(ConnectorStatus before, ConnectorStatus after, string type, ConditionStatus status) =>
        Find(after, type) is { } now && now.Status == status && Find(before, type)?.Status != status ? now : null;

    private static Condition? Find(ConnectorStatus status, string type) => status.Conditions.FirstOrDefault(c => c.Type == type);
}
