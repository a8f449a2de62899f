using Onair.Events.Data;

namespace Onair.Events.Formats.Plain;

/// <summary>The object of a viewer's event.</summary>
internal static class PlayerObjects
{
    public static PlainObject Of(PlayerData data) => data switch
    {
        { Event: PlayerEventTypes.VideoView, Video: { } video } => PlainObject.Of(Video(video)),
        { Event: PlayerEventTypes.VideoView or PlayerEventTypes.StreamView } => PlainObject.Of(Stream(data, new PlainStream())),
        { Event: PlayerEventTypes.Performance } => PlainObject.Of(Analytics(data))!,
        _ => PlainObject.Of(Event(data)),
    };

    // "active" is what the status of a video that plays is called.
    private static PlainVideo Video(VideoAssetData video) =>
        VideoAssetObjects.Video(video) with { Status = "active", UpdatedAt = PlainText.Time(video.ReadyAt ?? video.CreatedAt) };

    private static PlainStreamingEvent Event(PlayerData data) => new()
    {
        EventType = data.Event,
        Timestamp = PlainText.Unix(data.Time),
        StreamData = Stream(data, new PlainPlayback
        {
            Position = data.Position ?? 0,
            From = data.From,
            Height = data.Height,
            Bitrate = data.Bitrate,
            Error = data.Error,
        }),
        UserAgent = data.UserAgent,
        IpAddress = data.IpAddress,
        SessionId = data.SessionId,
    };

    private static PlainAnalytics Analytics(PlayerData data) => new()
    {
        StreamId = data.Watched.Id,
        Timestamp = PlainText.Unix(data.Time),
        AnalyticsType = data.Event,
        Data = new PlainViewFigures
        {
            ViewDuration = data.Figures?.ViewDuration ?? 0,
            BufferingEvents = data.Figures?.BufferingEvents ?? 0,
            QualityChanges = data.Figures?.QualityChanges ?? 0,
            UserEngagement = data.Figures?.UserEngagement ?? "",
        },
    };

    private static PlainStream Stream(PlayerData data, PlainStream start) => start with
    {
        StreamId = data.Watched.Id,
        Name = data.Watched.Title,
        Url = data.Watched.Url,
        StreamType = data.Watched.StreamType,
        Status = "active",
        Timestamp = PlainText.Unix(data.Time),
        Metadata = Metadata(data.Watched),
    };

    // The path begins with the host, as it did before Onair.
    private static PlainStreamMetadata Metadata(WatchedData watched)
    {
        var parts = PlainStreamBuilder.Metadata(watched.Url, watched.Live);
        return parts with { Path = parts.Domain + parts.Path, IsVideoFile = watched.StreamType == "video_file" };
    }
}
