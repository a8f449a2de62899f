using Onair.Api.MediaProviders;
using Onair.Api.MediaProviders.Video;
using Onair.Api.Rules;

namespace Onair.Api.VideoAssets;

/// <summary>Rules that depend on the provider. A provider without its own action map uses the one for Mux, which has all actions.</summary>
internal static class ProviderRules
{
    public static IEnumerable<Violation> HasVideo(VideoAssetCase asset)
    {
        if (asset.Provider is { Video: null })
            yield return new("spec.providerRef.name", asset.Asset.Spec.ProviderRef.Name, "must be a MediaProvider with spec.video");
    }

    // Also of what is at the service already: it stays there, but whoever may write a status could say so of anything.
    public static IEnumerable<Violation> AllowsNamespace(VideoAssetCase asset) =>
        ProviderNamespaces.Check(asset.Provider, asset.Asset.Metadata.NamespaceProperty, "spec.providerRef.name", asset.Asset.Spec.ProviderRef.Name);

    public static IEnumerable<Violation> HasAction(VideoAssetCase asset)
    {
        var source = asset.Asset.Spec.Source;
        if (asset.Provider?.Video?.Actions is not { } actions) yield break;
        if (actions.CreateUpload is null && source.DirectUpload is not null) yield return Missing(asset, "directUpload", "createUpload");
        if (actions.CreateAsset is not null) yield break;
        if (source.Url is not null) yield return Missing(asset, "url", "createAsset");
        if (source.ArchiveSplitRef is not null) yield return Missing(asset, "archiveSplitRef", "createAsset");
    }

    public static IEnumerable<Violation> CanSign(VideoAssetCase asset)
    {
        if (asset is not { Provider.Video: { } video, Asset.Spec.PlaybackPolicy: PlaybackPolicy.Signed }) yield break;
        if (Lacking(video) is { } field) yield return new("spec.playbackPolicy", nameof(PlaybackPolicy.Signed), $"requires {field} in {Name(asset)}");
    }

    private static string? Lacking(VideoSpec video) =>
        video.Actions is { Playback.SignedUrl: null } ? "spec.video.actions.playback.signedUrl"
        : video.SigningKeySecretRef is null ? "spec.video.signingKeySecretRef"
        : null;

    private static Violation Missing(VideoAssetCase asset, string source, string action) =>
        new("spec.source", source, $"requires spec.video.actions.{action} in {Name(asset)}");

    private static string Name(VideoAssetCase asset) => $"MediaProvider \"{asset.Asset.Spec.ProviderRef.Name}\"";
}
