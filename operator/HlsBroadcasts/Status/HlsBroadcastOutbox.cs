using Onair.Api;
using Onair.Api.HlsBroadcasts;
using Onair.Events.Kinds;
using Onair.Events.Transitions;
using Onair.Kubernetes.Client;
using Onair.Operator.Outboxes;

namespace Onair.Operator.HlsBroadcasts.Status;

/// <summary>The outbox of HlsBroadcasts.</summary>
internal static class HlsBroadcastOutbox
{
    public static OutboxKind<HlsBroadcast> Kind { get; } = new(
        broadcast => broadcast.Recorded,
        broadcast => broadcast.Recorded.Outbox,
        (broadcast, changed, outbox) => broadcast.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => BroadcastChanges.Between(before.Recorded, after.Recorded),
        HlsBroadcastEventKind.Definition.Data,
        (a, b) => ObjectJson.AreSame(a.Recorded with { Outbox = null }, b.Recorded with { Outbox = null }, OnairJsonContext.Default.HlsBroadcastStatus));
}
