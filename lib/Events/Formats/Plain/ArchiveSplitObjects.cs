using System.Globalization;
using Onair.Api.EventSinks;
using Onair.Events.Data;

namespace Onair.Events.Formats.Plain;

/// <summary>The objects of an ArchiveSplit's events.</summary>
internal static class ArchiveSplitObjects
{
    /// <summary>All objects of an event; null where it has none.</summary>
    public static IEnumerable<PlainObject?> Of(PlainSpec spec, ArchiveSplitData data) =>
        data.Transition == "sectioncompleted" && data.Section is { } section
            ? [PlainObject.Of(Video(data, section))]
            : [spec.Events ? PlainObject.Of(Event(data)) : null, spec.Analytics ? PlainObject.Of(Analytics(data)) : null];

    /// <summary>The video that a section became.</summary>
    public static PlainVideo Video(ArchiveSplitData data, SectionData section) => new()
    {
        VideoId = string.Create(CultureInfo.InvariantCulture, $"{data.Resource.Uid}-{section.Position}"),
        Title = section.Title ?? string.Create(CultureInfo.InvariantCulture, $"{data.Resource.Name} {section.Position}"),
        Duration = section.DurationSeconds ?? 0,
        FilePath = section.OutputUrl ?? "",
        FileSize = section.Bytes ?? 0,
        CreatedAt = PlainText.Time(section.CompletedAt ?? data.Time),
        UpdatedAt = PlainText.Time(data.Time),
        Status = "ready",
        Metadata = new() { Format = "mp4", Bitrate = Bitrate(section) },
    };

    /// <summary>The progress of the work; the stream is the recording.</summary>
    public static PlainStreamingEvent Event(ArchiveSplitData data) => new()
    {
        EventType = $"archivesplit.{data.Transition}",
        Timestamp = PlainText.Unix(data.Time),
        StreamData = new()
        {
            Name = data.Stream ?? data.Broadcast ?? "",
            Url = data.ArchivePath ?? "",
            StreamType = "http_stream",
            Status = "archived",
            Timestamp = PlainText.Unix(data.Time),
            Metadata = PlainStreamBuilder.Metadata(data.ArchivePath ?? "", isLive: false),
        },
        UserAgent = PlainText.UserAgent,
        SessionId = data.SessionId ?? "",
    };

    /// <summary>Analytics of a completed split; null before.</summary>
    public static PlainAnalytics? Analytics(ArchiveSplitData data) => data.Transition != "completed" ? null : new()
    {
        StreamId = data.Resource.Uid,
        Timestamp = PlainText.Unix(data.Time),
        AnalyticsType = "split_completed",
        Data = new PlainSplitFigures
        {
            SessionId = data.SessionId ?? "",
            SectionsCompleted = data.SectionsCompleted,
            SectionsFailed = data.SectionsFailed,
            DurationSeconds = PlainText.Seconds(data.StartedAt, data.CompletedAt),
        },
    };

    // The average, from size and duration.
    private static long Bitrate(SectionData section) =>
        section is { Bytes: { } bytes, DurationSeconds: > 0 and { } seconds } ? (long)(bytes * 8 / seconds) : 0;
}
