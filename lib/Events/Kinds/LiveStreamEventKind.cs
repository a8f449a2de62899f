using Onair.Api.LiveStreams;
using Onair.Events.Data;
using Onair.Events.Formats.Plain;

namespace Onair.Events.Kinds;

/// <summary>The events of a LiveStream.</summary>
public static class LiveStreamEventKind
{
    /// <summary>What all places that handle the events of every kind need to know.</summary>
    public static EventKind<LiveStream> Definition { get; } = EventKind<LiveStream>.Of(
        LiveStreamKind.Definition,
        EventJson.Wire.LiveStreamData,
        LiveStreamMapping.Of,
        LiveStreamObjects.Of,
        [
            EventTypes.LiveStreamProvisioned, EventTypes.LiveStreamStarting, EventTypes.LiveStreamStarted, EventTypes.LiveStreamReceiving,
            EventTypes.LiveStreamInputLost, EventTypes.LiveStreamStopping, EventTypes.LiveStreamStopped, EventTypes.LiveStreamChanged,
            EventTypes.LiveStreamFailed, EventTypes.LiveStreamDeleted,
        ]);
}
