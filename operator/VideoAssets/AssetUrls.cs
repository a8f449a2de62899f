using Onair.Api.VideoAssets;

namespace Onair.Operator.VideoAssets;

/// <summary>The URLs for viewers in the status. They follow the spec; nothing has to be asked for them.</summary>
internal static class AssetUrls
{
    /// <summary>The status with them, as far as there is something to watch.</summary>
    public static VideoAssetStatus In(VideoAssetStatus status, VideoAssetRound round)
    {
        if (round.Urls() is not { } urls) return status;
        return status with
        {
            Playback = status.Playback! with { Url = urls.Playback },
            ThumbnailUrl = round.Resource.Spec.PlaybackPolicy == PlaybackPolicy.Public ? urls.Thumbnail : null,
        };
    }
}
