using Onair.Api.HlsBroadcasts;
using Onair.Events.Data;
using Onair.Events.Formats.Plain;

namespace Onair.Events.Kinds;

/// <summary>The events of an HlsBroadcast.</summary>
public static class HlsBroadcastEventKind
{
    /// <summary>What all places that handle the events of every kind need to know.</summary>
    public static EventKind<HlsBroadcast> Definition { get; } = EventKind<HlsBroadcast>.Of(
        HlsBroadcastKind.Definition,
        EventJson.Wire.HlsBroadcastData,
        HlsBroadcastMapping.Of,
        HlsBroadcastObjects.Of,
        [
            EventTypes.HlsBroadcastStarted, EventTypes.HlsBroadcastReceiving, EventTypes.HlsBroadcastInterrupted, EventTypes.HlsBroadcastStopped,
            EventTypes.HlsBroadcastExpired, EventTypes.HlsBroadcastFailed, EventTypes.HlsBroadcastDeleted,
        ]);
}
