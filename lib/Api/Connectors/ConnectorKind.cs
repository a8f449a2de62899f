using Onair.Api.MediaProviders;

namespace Onair.Api.Connectors;

/// <summary>The kind Connector.</summary>
public static class ConnectorKind
{
    /// <summary>What all places that handle every kind need to know of it.</summary>
    public static KindDefinition<Connector> Definition { get; } = new("Connector", "connectors", KindScope.WatchedNamespaces, OnairJsonContext.Default.Connector, OnairJsonContext.Default.ResourceListConnector)
    {
        ShortName = "conn",
        Columns =
        [
            new("Target", ".status.target"),
            new("State", ".spec.state"),
            new("Phase", ".status.phase"),
            new("Source", ".status.source"),
            new("On-Air", ".status.conditions[?(@.type==\"OnAir\")].status"),
            new("Restarts", ".status.restarts", Type: "integer", Priority: 1),
            new("Node", ".status.node", Priority: 1),
        ],
        Rules = ConnectorRules.Table,
        // The webhook lists the users of a provider.
        WebhookVerbs = ["list"],
        ProviderUse = new(ProviderPart.Aws, IsUser, (connector, provider) => IsUser(connector, provider) || connector.Spec.Source.ChimePipeline?.ProviderRef.Name == provider),
        GatewayVerbs = ["get", "list", "watch", "create", "delete"],
        Gauge = new("phase", connector => connector.Status?.Phase),
    };

    // A media pipeline, or one whose creation was not confirmed.
    private static bool IsUser(Connector connector, string provider) =>
        connector.Recorded.ChimePipeline is not null && ConnectorRuns.Pipeline(connector.Spec, connector.Recorded)?.Provider == provider;
}
