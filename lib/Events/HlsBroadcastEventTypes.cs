namespace Onair.Events;

public static partial class EventTypes
{
    /// <summary>A run has begun, and its credentials are in the Secret.</summary>
    public const string HlsBroadcastStarted = "dev.onair.hlsbroadcast.started";

    /// <summary>The encoder keeps the playlist up to date, and viewers can play.</summary>
    public const string HlsBroadcastReceiving = "dev.onair.hlsbroadcast.receiving";

    /// <summary>The playlist of a run has not changed for too long, is gone, or has ended.</summary>
    public const string HlsBroadcastInterrupted = "dev.onair.hlsbroadcast.interrupted";

    /// <summary>The run is over, and its credentials are revoked.</summary>
    public const string HlsBroadcastStopped = "dev.onair.hlsbroadcast.stopped";

    /// <summary>The folder was deleted because its retention has passed.</summary>
    public const string HlsBroadcastExpired = "dev.onair.hlsbroadcast.expired";

    /// <summary>Work is stalled until somebody changes something, for example the spec or the role.</summary>
    public const string HlsBroadcastFailed = "dev.onair.hlsbroadcast.failed";

    /// <summary>The credentials are revoked, the folder is deleted or kept as declared, and the resource is removed.</summary>
    public const string HlsBroadcastDeleted = "dev.onair.hlsbroadcast.deleted";
}
