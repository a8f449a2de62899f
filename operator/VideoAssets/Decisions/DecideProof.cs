using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>
/// Decides about an upload or asset that the status names, and that a look does not show to be the VideoAsset's: nothing is done to it, and
/// nothing of it is told. A pure function.
/// </summary>
internal static class DecideProof
{
    /// <summary>The next step about it; null when it was not looked at, does not exist, or is the VideoAsset's.</summary>
    public static ReconcileStep? Next(VideoAssetView asset) =>
        Next(asset, asset.Asset, VideoItem.Asset, asset.Status.AssetId) ?? Next(asset, asset.Upload, VideoItem.Upload, asset.Status.Upload?.Id);

    private static ReconcileStep? Next<T>(VideoAssetView asset, Seen<T>? seen, VideoItem item, string? id)
        where T : class => seen is not { Answer: not null, Own: null } || id is null ? null : seen.Token?.Owner switch
        {
            // The record is wrong: the VideoAsset's own is looked for by its token.
            TokenOwner.Another => new VideoAssetStep.LetGo(item, id),
            _ => new Stall("NotTagged", Untagged(asset, item, id)),
        };

    private static string Untagged(VideoAssetView asset, VideoItem item, string id)
    {
        var title = item.ToString().ToLowerInvariant();
        return $"The {title} {id} does not show the token that it was created with. Without it, nothing shows that it is this VideoAsset's; Onair leaves it as it is. "
            + $"Put the token back with the value {CreationToken.Of(asset.Uid, asset.Status.Creations ?? 1)}, or remove the {title}.";
    }
}
