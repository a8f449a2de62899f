using Onair.Api.VideoAssets;

namespace Onair.Operator.VideoAssets;

/// <summary>The size of the file, where the service does not return it and another source knows it.</summary>
internal static class MediaSize
{
    public static MediaStatus In(MediaStatus media, long? bytes)
    {
        if (media.Bytes is not null || bytes is not { } size) return media;
        return media with { Bytes = size, Bitrate = media.Bitrate ?? (media.DurationSeconds is > 0 and var seconds ? (long)(size * 8 / seconds) : null) };
    }
}
