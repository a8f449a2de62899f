using Onair.Api.VideoAssets;
using Onair.VideoActions.Signing;

namespace Onair.Operator.VideoAssets;

/// <summary>The URLs for viewers in the status. They follow the spec; nothing has to be asked for them.</summary>
internal static class AssetUrls
{
    /// <summary>The status with them.</summary>
    /// <param name="status">The status.</param>
    /// <param name="urls">The URLs; null when there is nothing to watch.</param>
    /// <param name="spec">The spec. The thumbnail of a signed asset is in its Secret alone.</param>
    public static VideoAssetStatus In(VideoAssetStatus status, ViewUrls? urls, VideoAssetSpec spec) => urls is null ? status : status with
    {
        Playback = status.Playback! with { Url = urls.Playback },
        ThumbnailUrl = spec.PlaybackPolicy == PlaybackPolicy.Public ? urls.Thumbnail : null,
    };
}
