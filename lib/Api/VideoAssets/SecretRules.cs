using Onair.Api.Rules;

namespace Onair.Api.VideoAssets;

/// <summary>Rules for the Secrets that the operator creates.</summary>
internal static class SecretRules
{
    // The limit of Kubernetes.
    private const int LongestName = 253;

    public static IEnumerable<Violation> Distinct(VideoAssetCase asset)
    {
        if (HasUpload(asset) && IsSigned(asset) && asset.Asset.UploadSecretName == asset.Asset.PlaybackSecretName)
            yield return new("spec.signedPlayback.secretName", asset.Asset.PlaybackSecretName, "must differ from the Secret of the upload");
    }

    public static IEnumerable<Violation> Lengths(VideoAssetCase asset)
    {
        if (HasUpload(asset) && asset.Asset.UploadSecretName.Length > LongestName) yield return TooLong("spec.source.directUpload.secretName", "-upload");
        if (IsSigned(asset) && asset.Asset.PlaybackSecretName.Length > LongestName) yield return TooLong("spec.signedPlayback.secretName", "-playback");
    }

    private static Violation TooLong(string field, string ending) =>
        new(field, null, $"set it: the default, the VideoAsset's name with {ending}, has more than {LongestName} characters");

    private static bool HasUpload(VideoAssetCase asset) => asset.Asset.Spec.Source.DirectUpload is not null;

    private static bool IsSigned(VideoAssetCase asset) => asset.Asset.Spec.PlaybackPolicy == PlaybackPolicy.Signed;
}
