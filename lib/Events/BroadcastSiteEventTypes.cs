namespace Onair.Events;

public static partial class EventTypes
{
    /// <summary>A visitor of a BroadcastSite has started to broadcast.</summary>
    public const string BroadcastStarted = "dev.onair.broadcast.started";

    /// <summary>A broadcast has ended.</summary>
    public const string BroadcastEnded = "dev.onair.broadcast.ended";

    /// <summary>A viewer watches: the broadcaster agreed, or the site does not ask.</summary>
    public const string BroadcastViewerJoined = "dev.onair.broadcast.viewerjoined";

    /// <summary>A viewer no longer watches.</summary>
    public const string BroadcastViewerLeft = "dev.onair.broadcast.viewerleft";
}
