using Onair.Api.IvsChannels;
using Onair.Events.Data;
using Onair.Events.Formats.Plain;

namespace Onair.Events.Kinds;

/// <summary>The events of an IvsChannel.</summary>
public static class IvsChannelEventKind
{
    /// <summary>What all places that handle the events of every kind need to know.</summary>
    public static EventKind<IvsChannel> Definition { get; } = EventKind<IvsChannel>.Of(
        IvsChannelKind.Definition,
        EventJson.Wire.IvsChannelData,
        IvsChannelMapping.Of,
        IvsChannelObjects.Of,
        [
            EventTypes.IvsChannelProvisioned, EventTypes.IvsChannelLive, EventTypes.IvsChannelOffline, EventTypes.IvsChannelFailed,
            EventTypes.IvsChannelDeleted,
        ]);
}
