using Onair.Api.MediaProviders;

namespace Onair.Api.IvsChannels;

/// <summary>The kind IvsChannel.</summary>
public static class IvsChannelKind
{
    /// <summary>What all places that handle every kind need to know of it.</summary>
    public static KindDefinition<IvsChannel> Definition { get; } = new("IvsChannel", "ivschannels", KindScope.WatchedNamespaces, OnairJsonContext.Default.IvsChannel, OnairJsonContext.Default.ResourceListIvsChannel)
    {
        ShortName = "ivs",
        Columns =
        [
            new("Type", ".spec.type"),
            new("Latency", ".spec.latencyMode"),
            new("Live", ".status.conditions[?(@.type==\"Live\")].status"),
            new("Health", ".status.stream.health"),
            new("Viewers", ".status.stream.viewerCount", Type: "integer"),
            new("Playback", ".status.playback.url", Priority: 1),
            new("Ingest", ".status.ingest.endpoint", Priority: 1),
        ],
        Rules = IvsChannelRules.Table,
        GuardsDeletion = true,
        WebhookVerbs = ["get", "list"],
        GatewayVerbs = ["get", "list", "watch", "create", "delete"],
        PlayerVerbs = ["list", "watch"],
        ProviderUse = new(
            ProviderPart.Aws,
            (channel, provider) => channel.Recorded.Resources.Provider == provider,
            (channel, provider) => channel.Recorded.Resources.Provider == provider || channel.Spec.ProviderRef.Name == provider),
        Gauge = new("phase", channel => channel.Status?.Phase),
    };
}
