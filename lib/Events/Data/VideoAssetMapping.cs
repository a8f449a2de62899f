using Onair.Api.VideoAssets;
using Onair.Events.Transitions;

namespace Onair.Events.Data;

/// <summary>The data of the events of a VideoAsset.</summary>
internal static class VideoAssetMapping
{
    public static VideoAssetData Of(VideoAsset asset, Transition transition, DateTimeOffset at, Truncation truncation)
    {
        var (spec, status) = (asset.Spec, asset.Recorded);
        return new()
        {
            Resource = ResourceMapping.Of("VideoAsset", asset.Metadata, truncation),
            Transition = transition.Name,
            Time = at,
            Reason = truncation.Name(transition.Reason),
            Message = truncation.Message(transition.Message),
            State = status.State,
            Error = truncation.Message(status.Error),
            Title = truncation.Title(spec.Title),
            Description = truncation.Description(spec.Description),
            Chapters = truncation.List(spec.Chapters.Select(chapter => Chapter(chapter, truncation)), EventJson.Wire.ChapterData),
            Metadata = truncation.Map(spec.Metadata),
            Source = Source(spec.Source, truncation),
            ProviderName = truncation.Name(status.Provider ?? spec.ProviderRef.Name),
            AssetId = truncation.Name(status.AssetId),
            UploadId = truncation.Name(status.Upload?.Id),
            PlaybackPolicy = spec.PlaybackPolicy,
            PlaybackId = truncation.Name(status.Playback?.Id),
            PlaybackUrl = truncation.Url(status.Playback?.Url),
            ThumbnailUrl = spec.PlaybackPolicy == PlaybackPolicy.Public ? truncation.Picture(status.ThumbnailUrl) : null,
            Media = status.Media is { } media ? Media(media, truncation) : null,
            CreatedAt = asset.Metadata.CreationTimestamp,
            ReadyAt = status.ReadyAt,
        };
    }

    private static ChapterData Chapter(ChapterSpec chapter, Truncation truncation) =>
        new() { StartSeconds = chapter.StartSeconds, EndSeconds = chapter.EndSeconds, Title = truncation.Title(chapter.Title) ?? "" };

    private static VideoSourceData Source(VideoSourceSpec source, Truncation truncation) => source switch
    {
        { Url: { } url } => new() { Kind = VideoSourceKind.Url, Url = truncation.Url(url) },
        { ArchiveSplitRef: { } split } => new() { Kind = VideoSourceKind.ArchiveSplit, ArchiveSplit = truncation.Name(split.Name), Section = split.Section },
        _ => new() { Kind = VideoSourceKind.DirectUpload },
    };

    private static MediaData Media(MediaStatus media, Truncation truncation) => new()
    {
        DurationSeconds = media.DurationSeconds,
        Resolution = truncation.Name(media.Resolution),
        FrameRate = media.FrameRate,
        Bitrate = media.Bitrate,
        Bytes = media.Bytes,
        Format = truncation.Name(media.Format),
        VideoCodec = truncation.Name(media.VideoCodec),
        AudioCodec = truncation.Name(media.AudioCodec),
    };
}
