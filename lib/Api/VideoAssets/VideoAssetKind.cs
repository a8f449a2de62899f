using Onair.Api.Common;
using Onair.Api.MediaProviders;

namespace Onair.Api.VideoAssets;

/// <summary>The kind VideoAsset.</summary>
public static class VideoAssetKind
{
    /// <summary>What all places that handle every kind need to know of it.</summary>
    public static KindDefinition<VideoAsset> Definition { get; } = new("VideoAsset", "videoassets", KindScope.WatchedNamespaces, OnairJsonContext.Default.VideoAsset, OnairJsonContext.Default.ResourceListVideoAsset)
    {
        ShortName = "asset",
        Columns =
        [
            new("Provider", ".spec.providerRef.name"),
            new("State", ".status.state"),
            new("Duration", ".status.media.duration"),
            new("Resolution", ".status.media.resolution", Priority: 1),
            new("Asset", ".status.assetId", Priority: 1),
            new("Playback", ".status.playback.url", Priority: 1),
        ],
        Rules = VideoAssetRules.Table,
        WebhookVerbs = ["list", "watch", "patch"],
        PlayerVerbs = ["list", "watch"],
        ProviderUse = new(ProviderPart.Video, IsUser, IsUser),
        Gauge = new("state", asset => asset.Status?.State?.ToString()),
    };

    // While the finalizer is there, it has, or may have, an upload or asset at the service.
    private static bool IsUser(VideoAsset asset, string provider) =>
        asset.Recorded.Provider == provider && asset.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true;
}
