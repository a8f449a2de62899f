using Onair.Api.VideoAssets;

namespace Onair.Operator.VideoAssets;

/// <summary>Puts together what two answers tell of the same media.</summary>
internal static class MediaFacts
{
    /// <summary>With the size of the file, where the service did not tell it.</summary>
    public static MediaStatus OfSize(this MediaStatus media, long? bytes)
    {
        if (media.Bytes is not null || bytes is not { } size) return media;
        return media with { Bytes = size, Bitrate = media.Bitrate ?? (media.DurationSeconds is > 0 and var seconds ? (long)(size * 8 / seconds) : null) };
    }

    /// <summary>What is in the second, and what the first has beside it.</summary>
    public static MediaStatus Merge(MediaStatus asset, MediaStatus? file) => file is null ? asset : new()
    {
        DurationSeconds = file.DurationSeconds ?? asset.DurationSeconds,
        Duration = file.Duration ?? asset.Duration,
        Resolution = file.Resolution ?? asset.Resolution,
        FrameRate = file.FrameRate ?? asset.FrameRate,
        Bitrate = file.Bitrate ?? asset.Bitrate,
        Bytes = file.Bytes ?? asset.Bytes,
        Format = file.Format ?? asset.Format,
        VideoCodec = file.VideoCodec ?? asset.VideoCodec,
        AudioCodec = file.AudioCodec ?? asset.AudioCodec,
        Tracks = file.Tracks.Count > 0 ? file.Tracks : asset.Tracks,
    };
}
