using Onair.Api;
using Onair.Api.IvsChannels;
using Onair.Events.Kinds;
using Onair.Events.Transitions;
using Onair.Kubernetes.Client;
using Onair.Operator.Outboxes;

namespace Onair.Operator.IvsChannels.Status;

/// <summary>The outbox of IvsChannels.</summary>
internal static class IvsChannelOutbox
{
    public static OutboxKind<IvsChannel> Kind { get; } = new(
        channel => channel.Recorded,
        channel => channel.Recorded.Outbox,
        (channel, changed, outbox) => channel.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => ChannelChanges.Between(before.Recorded, after.Recorded),
        IvsChannelEventKind.Definition.Data,
        (a, b) => ObjectJson.AreSame(a.Recorded with { Outbox = null }, b.Recorded with { Outbox = null }, OnairJsonContext.Default.IvsChannelStatus));
}
