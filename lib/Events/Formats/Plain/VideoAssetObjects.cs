using Onair.Api.EventSinks;
using Onair.Events.Data;

namespace Onair.Events.Formats.Plain;

/// <summary>The objects of a VideoAsset's events.</summary>
internal static class VideoAssetObjects
{
    /// <summary>All objects of an event; null where it has none.</summary>
    public static IEnumerable<PlainObject?> Of(PlainSpec spec, VideoAssetData data) =>
        [PlainObject.Of(Video(data)), spec.Analytics ? PlainObject.Of(Analytics(data)) : null];

    public static PlainVideo Video(VideoAssetData data) => new()
    {
        VideoId = data.Resource.Uid,
        Title = data.Title ?? data.Resource.Name,
        Description = data.Description ?? "",
        Duration = data.Media?.DurationSeconds ?? 0,
        FilePath = data.PlaybackUrl ?? data.Source.Url ?? "",
        FileSize = data.Media?.Bytes ?? 0,
        CreatedAt = PlainText.Time(data.CreatedAt),
        UpdatedAt = PlainText.Time(data.Time),
        Status = Status(data.Transition),
        Metadata = new()
        {
            Format = data.Media?.Format ?? "",
            Resolution = data.Media?.Resolution ?? "",
            Fps = data.Media?.FrameRate ?? 0,
            Bitrate = data.Media?.Bitrate ?? 0,
            Codec = data.Media?.VideoCodec ?? "",
        },
        Chapters = [.. data.Chapters.Select((chapter, index) => Chapter(data, chapter, index))],
    };

    /// <summary>Analytics of a video that is ready; null before.</summary>
    public static PlainAnalytics? Analytics(VideoAssetData data) => data.Transition != "ready" ? null : new()
    {
        StreamId = data.Resource.Uid,
        Timestamp = PlainText.Unix(data.Time),
        AnalyticsType = "video_ready",
        Data = new PlainVideoFigures
        {
            PlaybackUrl = data.PlaybackUrl ?? "",
            ThumbnailUrl = data.ThumbnailUrl ?? "",
            DurationSeconds = data.Media?.DurationSeconds ?? 0,
            PreparationSeconds = PlainText.Seconds(data.CreatedAt, data.ReadyAt),
        },
    };

    private static string Status(string transition) => transition switch
    {
        "preparing" => "processing",
        "errored" => "error",
        _ => transition,
    };

    // A chapter without an end ends where the next one starts, and the last one with the video.
    private static PlainChapter Chapter(VideoAssetData data, ChapterData chapter, int index) => new()
    {
        Title = chapter.Title,
        StartTime = chapter.StartSeconds,
        EndTime = chapter.EndSeconds
            ?? (index + 1 < data.Chapters.Count ? data.Chapters[index + 1].StartSeconds : Math.Max(chapter.StartSeconds, data.Media?.DurationSeconds ?? 0)),
    };
}
