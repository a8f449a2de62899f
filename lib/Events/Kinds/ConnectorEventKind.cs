using Onair.Api.Connectors;
using Onair.Events.Data;

namespace Onair.Events.Kinds;

/// <summary>The events of a Connector.</summary>
public static class ConnectorEventKind
{
    /// <summary>What all places that handle the events of every kind need to know.</summary>
    public static EventKind<Connector> Definition { get; } = EventKind<Connector>.Of(
        ConnectorKind.Definition,
        EventJson.Wire.ConnectorData,
        ConnectorMapping.Of,
        // The format knows streams and videos; what feeds a stream is neither.
        plain: null,
        [
            EventTypes.ConnectorStarting, EventTypes.ConnectorOnAir, EventTypes.ConnectorOffAir, EventTypes.ConnectorSourceSwitched, EventTypes.ConnectorFailed,
            EventTypes.ConnectorStopped, EventTypes.ConnectorDeleted,
        ]);
}
