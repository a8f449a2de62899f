using Onair.Api.ArchiveSplits;
using Onair.Api.VideoAssets;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>What of a VideoAsset its events tell.</summary>
internal static class VideoAssetMapping
{
    public static VideoAssetData Of(VideoAsset asset, Transition transition, DateTimeOffset at, Cut cut)
    {
        var (spec, status) = (asset.Spec, asset.Recorded);
        return new()
        {
            Resource = ResourceMapping.Of("VideoAsset", asset.Metadata, cut),
            Transition = transition.Name,
            Time = at,
            Reason = cut.Name(transition.Reason),
            Message = cut.Message(transition.Message),
            State = status.State,
            Error = cut.Message(status.Error),
            Title = cut.Title(spec.Title),
            Description = cut.Description(spec.Description),
            Chapters = cut.List(spec.Chapters.Select(chapter => Chapter(chapter, cut)), EventJson.Wire.ChapterData),
            Metadata = cut.Map(spec.Metadata),
            Source = Source(spec.Source, cut),
            ProviderName = cut.Name(status.Provider ?? spec.ProviderRef.Name),
            AssetId = cut.Name(status.AssetId),
            UploadId = cut.Name(status.Upload?.Id),
            PlaybackPolicy = spec.PlaybackPolicy,
            PlaybackId = cut.Name(status.Playback?.Id),
            PlaybackUrl = cut.Url(status.Playback?.Url),
            ThumbnailUrl = spec.PlaybackPolicy == PlaybackPolicy.Public ? cut.Picture(status.ThumbnailUrl) : null,
            Media = status.Media is { } media ? Media(media, cut) : null,
            CreatedAt = asset.Metadata.CreationTimestamp,
            ReadyAt = status.ReadyAt,
        };
    }

    private static ChapterData Chapter(ChapterSpec chapter, Cut cut) =>
        new() { StartSeconds = chapter.StartSeconds, EndSeconds = chapter.EndSeconds, Title = cut.Title(chapter.Title) ?? "" };

    private static VideoSourceData Source(VideoSourceSpec source, Cut cut) => source switch
    {
        { Url: { } url } => new() { Kind = VideoSourceKind.Url, Url = cut.Url(url) },
        { ArchiveSplitRef: { } split } => new() { Kind = VideoSourceKind.ArchiveSplit, ArchiveSplit = cut.Name(split.Name), Section = split.Section },
        _ => new() { Kind = VideoSourceKind.DirectUpload },
    };

    private static MediaData Media(MediaStatus media, Cut cut) => new()
    {
        DurationSeconds = media.DurationSeconds,
        Resolution = cut.Name(media.Resolution),
        FrameRate = media.FrameRate,
        Bitrate = media.Bitrate,
        Bytes = media.Bytes,
        Format = cut.Name(media.Format),
        VideoCodec = cut.Name(media.VideoCodec),
        AudioCodec = cut.Name(media.AudioCodec),
    };
}
