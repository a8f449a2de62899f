using Onair.Api.IvsChannels;

namespace Onair.Events.Transitions;

/// <summary>What happened to an IvsChannel between two consecutive statuses. A pure function.</summary>
public static class ChannelTransitions
{
    /// <summary>The transitions, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Transition> Between(IvsChannelStatus before, IvsChannelStatus after)
    {
        if (before.StreamKeySecretRef is null && after.StreamKeySecretRef is not null && after.Outbox?.ClosedAt is null) yield return new(EventTypes.IvsChannelProvisioned);
        // Each push is a stream of its own: one may follow the other between two looks.
        var (was, isNow) = (before.Stream?.Id, after.Stream?.Id);
        if (was is not null && was != isNow) yield return new(EventTypes.IvsChannelOffline) { SessionId = was };
        if (isNow is not null && was != isNow) yield return new(EventTypes.IvsChannelLive) { SessionId = isNow };
        if (Blocked.Began(before.Conditions, after.Conditions) is { } blocked)
            yield return new(EventTypes.IvsChannelFailed) { Reason = blocked.Reason, Message = blocked.Message };
        if (before.Outbox?.ClosedAt is null && after.Outbox?.ClosedAt is not null) yield return new(EventTypes.IvsChannelDeleted);
    }
}
