using Onair.Api.VideoAssets;

namespace Onair.Gateway.Player;

/// <summary>VideoAssets as viewers see them. Pure functions.</summary>
internal static class AssetPages
{
    /// <summary>A VideoAsset.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="signed">The URLs with tokens of a signed one; null for a public one, and while there are none.</param>
    public static PageState Of(VideoAsset asset, SignedUrls? signed)
    {
        var status = asset.Recorded;
        var page = new PageState { Availability = Availability.Preparing, Title = asset.Spec.Title ?? asset.Metadata.Name };
        if (status.State is VideoAssetState.Errored or VideoAssetState.TimedOut or VideoAssetState.Cancelled) return page with { Availability = Availability.Failed };
        var isSigned = asset.Spec.PlaybackPolicy == PlaybackPolicy.Signed;
        if (status.State != VideoAssetState.Ready || Origins.Playable(isSigned ? signed?.Playback : status.Playback?.Url) is not { } url) return page;
        return page with
        {
            Availability = Availability.Video,
            Url = url,
            Poster = Origins.Playable(isSigned ? signed?.Thumbnail : status.ThumbnailUrl),
            Chapters = asset.Spec.Chapters is { Count: > 0 } chapters ? [.. chapters.Select(c => new PageChapter(c.StartSeconds, c.EndSeconds, c.Title))] : null,
        };
    }
}

/// <summary>URLs with their tokens.</summary>
/// <param name="Playback">The playlist.</param>
/// <param name="Thumbnail">The thumbnail; null if the service has none.</param>
internal sealed record SignedUrls(string? Playback, string? Thumbnail);
