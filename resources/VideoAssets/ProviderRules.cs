namespace Onair.Resources.VideoAssets;

/// <summary>What a provider must have.</summary>
internal static class ProviderRules
{
    public static IEnumerable<Violation> HasVideo(VideoAssetCase asset)
    {
        if (asset.Provider is { Video: null })
            yield return new("spec.providerRef.name", asset.Asset.Spec.ProviderRef.Name, "must be a MediaProvider with spec.video");
    }
}
