namespace Onair.Events;

public static partial class EventTypes
{
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
}
