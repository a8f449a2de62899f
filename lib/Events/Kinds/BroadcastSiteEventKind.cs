using Onair.Api.BroadcastSites;
using Onair.Events.Data;

namespace Onair.Events.Kinds;

/// <summary>The events of a BroadcastSite. They are about its broadcasts, and named after these.</summary>
public static class BroadcastSiteEventKind
{
    /// <summary>What all places that handle the events of every kind need to know.</summary>
    public static EventKind<BroadcastSite> Definition { get; } = EventKind<BroadcastSite>.Of(
        BroadcastSiteKind.Definition,
        EventJson.Wire.BroadcastSiteData,
        BroadcastSiteMapping.Of,
        null,
        [EventTypes.BroadcastStarted, EventTypes.BroadcastEnded, EventTypes.BroadcastViewerJoined, EventTypes.BroadcastViewerLeft],
        "broadcast");
}
