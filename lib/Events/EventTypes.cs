namespace Onair.Events;

/// <summary>The types of events.</summary>
public static class EventTypes
{
    /// <summary>The start of all types.</summary>
    public const string Prefix = "dev.onair.";

    /// <summary>All resources in AWS exist, and the URLs for encoders and viewers are known.</summary>
    public const string LiveStreamProvisioned = "dev.onair.livestream.provisioned";

    /// <summary>A session is opened, and its channel is starting.</summary>
    public const string LiveStreamStarting = "dev.onair.livestream.starting";

    /// <summary>The channel is running.</summary>
    public const string LiveStreamStarted = "dev.onair.livestream.started";

    /// <summary>Video arrives at the channel.</summary>
    public const string LiveStreamReceiving = "dev.onair.livestream.receiving";

    /// <summary>Video no longer arrives at the running channel.</summary>
    public const string LiveStreamInputLost = "dev.onair.livestream.inputlost";

    /// <summary>The channel is stopping.</summary>
    public const string LiveStreamStopping = "dev.onair.livestream.stopping";

    /// <summary>The channel is idle, and the session is closed.</summary>
    public const string LiveStreamStopped = "dev.onair.livestream.stopped";

    /// <summary>An edit of the spec is applied.</summary>
    public const string LiveStreamChanged = "dev.onair.livestream.changed";

    /// <summary>Work is stalled until somebody changes something, for example the spec, a quota, or a limit of the cost guard that was reached.</summary>
    public const string LiveStreamFailed = "dev.onair.livestream.failed";

    /// <summary>Nothing is left in AWS, and the resource is removed.</summary>
    public const string LiveStreamDeleted = "dev.onair.livestream.deleted";

    /// <summary>The channel, its stream key and the URLs exist.</summary>
    public const string IvsChannelProvisioned = "dev.onair.ivschannel.provisioned";

    /// <summary>An encoder pushes, and viewers can play.</summary>
    public const string IvsChannelLive = "dev.onair.ivschannel.live";

    /// <summary>The stream has ended.</summary>
    public const string IvsChannelOffline = "dev.onair.ivschannel.offline";

    /// <summary>Work is stalled until somebody changes something, for example the spec or a quota.</summary>
    public const string IvsChannelFailed = "dev.onair.ivschannel.failed";

    /// <summary>Nothing is left in AWS, or it is retained there as declared, and the resource is removed.</summary>
    public const string IvsChannelDeleted = "dev.onair.ivschannel.deleted";

    /// <summary>The first section is being cut.</summary>
    public const string ArchiveSplitStarted = "dev.onair.archivesplit.started";

    /// <summary>A section is completed.</summary>
    public const string ArchiveSplitSectionCompleted = "dev.onair.archivesplit.sectioncompleted";

    /// <summary>All sections are completed.</summary>
    public const string ArchiveSplitCompleted = "dev.onair.archivesplit.completed";

    /// <summary>A section has failed, or work is stalled until somebody changes something.</summary>
    public const string ArchiveSplitFailed = "dev.onair.archivesplit.failed";

    /// <summary>The asset waits for the upload, the section or the service.</summary>
    public const string VideoAssetWaiting = "dev.onair.videoasset.waiting";

    /// <summary>The service is preparing the video.</summary>
    public const string VideoAssetPreparing = "dev.onair.videoasset.preparing";

    /// <summary>The video can be played.</summary>
    public const string VideoAssetReady = "dev.onair.videoasset.ready";

    /// <summary>There will be no video until somebody changes something.</summary>
    public const string VideoAssetErrored = "dev.onair.videoasset.errored";

    /// <summary>The asset is deleted at the service, or retained there as declared, and the resource is removed.</summary>
    public const string VideoAssetDeleted = "dev.onair.videoasset.deleted";

    /// <summary>A pod starts.</summary>
    public const string ConnectorStarting = "dev.onair.connector.starting";

    /// <summary>The target receives the push.</summary>
    public const string ConnectorOnAir = "dev.onair.connector.onair";

    /// <summary>The target no longer receives the push, although it should.</summary>
    public const string ConnectorOffAir = "dev.onair.connector.offair";

    /// <summary>Another source is shown: a fallback, or the declared one again.</summary>
    public const string ConnectorSourceSwitched = "dev.onair.connector.sourceswitched";

    /// <summary>Work is stalled until somebody changes something, for example the spec or a quota.</summary>
    public const string ConnectorFailed = "dev.onair.connector.failed";

    /// <summary>The push has ended as declared.</summary>
    public const string ConnectorStopped = "dev.onair.connector.stopped";

    /// <summary>Nothing of the connector runs any more, and the resource is removed.</summary>
    public const string ConnectorDeleted = "dev.onair.connector.deleted";

    /// <summary>All types.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        LiveStreamProvisioned, LiveStreamStarting, LiveStreamStarted, LiveStreamReceiving, LiveStreamInputLost, LiveStreamStopping,
        LiveStreamStopped, LiveStreamChanged, LiveStreamFailed, LiveStreamDeleted,
        IvsChannelProvisioned, IvsChannelLive, IvsChannelOffline, IvsChannelFailed, IvsChannelDeleted,
        ArchiveSplitStarted, ArchiveSplitSectionCompleted, ArchiveSplitCompleted, ArchiveSplitFailed,
        VideoAssetWaiting, VideoAssetPreparing, VideoAssetReady, VideoAssetErrored, VideoAssetDeleted,
        ConnectorStarting, ConnectorOnAir, ConnectorOffAir, ConnectorSourceSwitched, ConnectorFailed, ConnectorStopped, ConnectorDeleted,
    ];
}
