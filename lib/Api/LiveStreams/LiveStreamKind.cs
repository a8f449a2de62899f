using Onair.Api.MediaProviders;

namespace Onair.Api.LiveStreams;

/// <summary>The kind LiveStream.</summary>
public static class LiveStreamKind
{
    /// <summary>What all places that handle every kind need to know of it.</summary>
    public static KindDefinition<LiveStream> Definition { get; } = new("LiveStream", "livestreams", KindScope.WatchedNamespaces, OnairJsonContext.Default.LiveStream, OnairJsonContext.Default.ResourceListLiveStream)
    {
        ShortName = "live",
        Columns =
        [
            new("State", ".status.run.state"),
            new("Decided By", ".status.run.reason"),
            new("Phase", ".status.phase"),
            new("Receiving", ".status.conditions[?(@.type==\"Receiving\")].status"),
            new("Until", ".status.run.until", Priority: 1),
            new("Playback", ".status.playback.url", Priority: 1),
            new("Session", ".status.currentSessionId", Priority: 1),
            new("Channel", ".status.resources.channelId", Priority: 1),
        ],
        Rules = LiveStreamRules.Table,
        GuardsDeletion = true,
        WebhookVerbs = ["get", "list"],
        GatewayVerbs = ["get", "list", "watch", "create", "patch", "delete"],
        PlayerVerbs = ["list", "watch"],
        ProviderUse = new(
            ProviderPart.Aws,
            (stream, provider) => stream.Recorded.Resources.Provider == provider,
            (stream, provider) => stream.Recorded.Resources.Provider == provider || stream.Spec.ProviderName == provider),
        Gauge = new("phase", stream => stream.Status?.Phase),
    };
}
