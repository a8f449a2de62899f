namespace Onair.Events;

public static partial class EventTypes
{
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
}
