using Onair.VideoActions;

namespace Onair.Operator.VideoAssets;

/// <summary>Makes uploads and assets, and looks for those whose answer was lost.</summary>
internal sealed class AssetCreation(VideoAssetRecorder recorder, AssetSource source)
{
    private const int MostPages = 1_000;

    // Whatever comes of it, it was sent: from here on it has to be looked for.
    public async Task CreateUploadAsync(VideoAssetRound round, CancellationToken cancellationToken)
    {
        var service = round.Service!;
        round.Learn(v => v with { CreationIsFresh = false });
        var created = service.Map.ReadCreatedUpload(await service.SendAsync(VideoAction.CreateUpload, round.Values(), cancellationToken));
        await recorder.CreatedAsync(round, created.Id, cancellationToken);
        round.Learn(v => v with { Upload = VideoAssetRound.Created(created) });
    }

    public async Task CreateAssetAsync(VideoAssetRound round, CancellationToken cancellationToken)
    {
        var service = round.Service!;
        round.Learn(v => v with { CreationIsFresh = false });
        var values = round.Values() with { SourceUrl = await source.UrlAsync(round, cancellationToken) };
        await recorder.CreatedAsync(round, service.Map.ReadCreatedAsset(await service.SendAsync(VideoAction.CreateAsset, values, cancellationToken)), cancellationToken);
    }

    /// <summary>The ids of what was made with the token of the creation that is under way; empty when nothing was.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(VideoAssetRound round, CancellationToken cancellationToken)
    {
        var service = round.Service!;
        var action = round.Resource.Spec.Source.DirectUpload is null ? VideoAction.FindAsset : VideoAction.FindUpload;
        var (values, seen) = (round.Values(), new HashSet<string>(StringComparer.Ordinal));
        for (var page = 1; page <= MostPages; page++)
        {
            var found = service.Map.ReadFound(action, await service.SendAsync(action, values with { Page = page }, cancellationToken), values.Token!);
            if (found.Found.Count > 0) return found.Found;
            // What is made meanwhile moves items to the next page; a page without a new one is the last.
            var known = seen.Count;
            seen.UnionWith(found.Ids);
            if (seen.Count == known) return [];
        }

        throw new ActionException($"spec.video.actions.{(action == VideoAction.FindUpload ? "findUpload" : "findAsset")}: no end after {MostPages} pages");
    }
}
