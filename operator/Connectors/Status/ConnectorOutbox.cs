using Onair.Api;
using Onair.Api.Connectors;
using Onair.Events.Kinds;
using Onair.Events.Transitions;
using Onair.Kubernetes.Client;
using Onair.Operator.Outboxes;

namespace Onair.Operator.Connectors.Status;

/// <summary>The outbox of Connectors.</summary>
internal static class ConnectorOutbox
{
    public static OutboxKind<Connector> Kind { get; } = new(
        connector => connector.Recorded,
        connector => connector.Recorded.Outbox,
        (connector, changed, outbox) => connector.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => ConnectorChanges.Between(before.Recorded, after.Recorded),
        ConnectorEventKind.Definition.Data,
        (a, b) => ObjectJson.AreSame(a.Recorded with { Outbox = null }, b.Recorded with { Outbox = null }, OnairJsonContext.Default.ConnectorStatus));
}
