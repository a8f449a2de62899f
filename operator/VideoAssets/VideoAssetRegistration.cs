using k8s.Models;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.Reconciliation;
using Onair.Operator.VideoAssets.Status;

namespace Onair.Operator.VideoAssets;

/// <summary>Registers what VideoAssets need.</summary>
internal static class VideoAssetRegistration
{
    public static IServiceCollection AddVideoAssets(this IServiceCollection services, OperatorOptions options) => services
        .AddSingleton<AssetSource>()
        .AddSingleton<AssetSecrets>()
        .AddSingleton<AssetTokens>()
        .AddSingleton<VideoAssetRecorder>()
        .AddSingleton<AssetCreation>()
        .AddSingleton<VideoAssetActor>()
        .AddReconciler<VideoAssetReconciler, VideoAsset, VideoAssetRound>(OnairResources.VideoAssets, VideoAssetOutbox.Kind, options, o => o
            .Watch<MediaProvider>(OnairResources.MediaProviders, AssetsOf)
            .Watch<ArchiveSplit>(OnairResources.ArchiveSplits, AssetsOfSplit),
            SecretsOf);

    private static IEnumerable<string> SecretsOf(VideoAsset asset)
    {
        if (asset.Recorded is { AssetId: null, Upload.SecretName: { } upload }) yield return upload;
        if (asset is { Spec.PlaybackPolicy: PlaybackPolicy.Signed, Recorded: { State: VideoAssetState.Ready, Playback.TokenExpiresAt: not null } }) yield return asset.PlaybackSecretName;
    }

    private static IEnumerable<NamespacedName> AssetsOf(MediaProvider provider, KnownObjects<VideoAsset> assets) =>
        assets.List().Where(a => (a.Recorded.Provider ?? a.Spec.ProviderRef.Name) == provider.Metadata.Name).Select(a => NamespacedName.Of(a));

    // A section that is completed or failed matters to the assets that are to be made from it.
    private static IEnumerable<NamespacedName> AssetsOfSplit(ArchiveSplit split, KnownObjects<VideoAsset> assets) =>
        assets.List()
            .Where(a => a.Namespace() == split.Namespace() && a.Spec.Source.ArchiveSplitRef?.Name == split.Metadata.Name && a.Recorded.AssetId is null)
            .Select(a => NamespacedName.Of(a));
}
