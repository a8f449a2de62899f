using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Events.Kinds;
using Onair.Events.Transitions;
using Onair.Kubernetes.Client;
using Onair.Operator.Outboxes;

namespace Onair.Operator.LiveStreams.Status;

/// <summary>The outbox of LiveStreams.</summary>
internal static class LiveStreamOutbox
{
    public static OutboxKind<LiveStream> Kind { get; } = new(
        stream => stream.Recorded,
        stream => stream.Recorded.Outbox,
        (stream, changed, outbox) => stream.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => StreamChanges.Between(before.Recorded, after.Recorded),
        LiveStreamEventKind.Definition.Data,
        (a, b) => ObjectJson.AreSame(a.Recorded with { Outbox = null }, b.Recorded with { Outbox = null }, OnairJsonContext.Default.LiveStreamStatus));
}
