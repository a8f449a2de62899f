using Onair.Api.Common;
using Onair.Api.MediaProviders;

namespace Onair.Api.HlsBroadcasts;

/// <summary>The kind HlsBroadcast.</summary>
public static class HlsBroadcastKind
{
    /// <summary>What all places that handle every kind need to know of it.</summary>
    public static KindDefinition<HlsBroadcast> Definition { get; } = new("HlsBroadcast", "hlsbroadcasts", KindScope.WatchedNamespaces, OnairJsonContext.Default.HlsBroadcast, OnairJsonContext.Default.ResourceListHlsBroadcast)
    {
        ShortName = "hls",
        Columns =
        [
            new("State", ".spec.state"),
            new("Phase", ".status.phase"),
            new("Receiving", ".status.conditions[?(@.type==\"Receiving\")].status"),
            new("Expires", ".status.credentials.expiresAt", Priority: 1),
            new("Folder", ".status.folder", Priority: 1),
            new("Playback", ".status.playback.url", Priority: 1),
        ],
        Rules = HlsBroadcastRules.Table,
        WebhookVerbs = ["get", "list"],
        GatewayVerbs = ["get", "list", "watch", "create", "patch"],
        PlayerVerbs = ["list", "watch"],
        ProviderUse = new(ProviderPart.Aws, IsUser, (broadcast, provider) => IsUser(broadcast, provider) || broadcast.Spec.ProviderRef.Name == provider),
        Gauge = new("phase", broadcast => broadcast.Status?.Phase),
    };

    // While the finalizer is there, it has credentials to revoke or a folder to keep.
    private static bool IsUser(HlsBroadcast broadcast, string provider) =>
        broadcast.Recorded.Provider == provider && broadcast.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true;
}
