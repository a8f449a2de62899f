namespace Onair.Events;

/// <summary>The types of events there are.</summary>
public static class EventTypes
{
    /// <summary>What all types begin with.</summary>
    public const string Prefix = "dev.onair.";

    /// <summary>All resources in AWS exist.</summary>
    public const string LiveStreamProvisioned = "dev.onair.livestream.provisioned";

    /// <summary>A session is opened, and its channel is told to start.</summary>
    public const string LiveStreamStarting = "dev.onair.livestream.starting";

    /// <summary>The channel runs.</summary>
    public const string LiveStreamStarted = "dev.onair.livestream.started";

    /// <summary>Video arrives at the channel.</summary>
    public const string LiveStreamReceiving = "dev.onair.livestream.receiving";

    /// <summary>No video arrives any more at the channel, which runs.</summary>
    public const string LiveStreamInputLost = "dev.onair.livestream.inputlost";

    /// <summary>The channel is told to stop.</summary>
    public const string LiveStreamStopping = "dev.onair.livestream.stopping";

    /// <summary>The channel is idle, and the session closed.</summary>
    public const string LiveStreamStopped = "dev.onair.livestream.stopped";

    /// <summary>An edit of the spec is applied.</summary>
    public const string LiveStreamChanged = "dev.onair.livestream.changed";

    /// <summary>Somebody has to change something before it goes on.</summary>
    public const string LiveStreamFailed = "dev.onair.livestream.failed";

    /// <summary>Nothing is left in AWS, and the resource goes.</summary>
    public const string LiveStreamDeleted = "dev.onair.livestream.deleted";

    /// <summary>The first section is being cut.</summary>
    public const string ArchiveSplitStarted = "dev.onair.archivesplit.started";

    /// <summary>A section is cut.</summary>
    public const string ArchiveSplitSectionCompleted = "dev.onair.archivesplit.sectioncompleted";

    /// <summary>All sections are cut.</summary>
    public const string ArchiveSplitCompleted = "dev.onair.archivesplit.completed";

    /// <summary>A section cannot be cut, or somebody has to change something before it goes on.</summary>
    public const string ArchiveSplitFailed = "dev.onair.archivesplit.failed";

    /// <summary>The upload, the section or the service is waited for.</summary>
    public const string VideoAssetWaiting = "dev.onair.videoasset.waiting";

    /// <summary>The service makes a video of it.</summary>
    public const string VideoAssetPreparing = "dev.onair.videoasset.preparing";

    /// <summary>It plays.</summary>
    public const string VideoAssetReady = "dev.onair.videoasset.ready";

    /// <summary>There will be no video without somebody's help.</summary>
    public const string VideoAssetErrored = "dev.onair.videoasset.errored";

    /// <summary>Nothing is left at the service, or it stays there as declared, and the resource goes.</summary>
    public const string VideoAssetDeleted = "dev.onair.videoasset.deleted";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        LiveStreamProvisioned, LiveStreamStarting, LiveStreamStarted, LiveStreamReceiving, LiveStreamInputLost, LiveStreamStopping,
        LiveStreamStopped, LiveStreamChanged, LiveStreamFailed, LiveStreamDeleted,
        ArchiveSplitStarted, ArchiveSplitSectionCompleted, ArchiveSplitCompleted, ArchiveSplitFailed,
        VideoAssetWaiting, VideoAssetPreparing, VideoAssetReady, VideoAssetErrored, VideoAssetDeleted,
    ];
}
