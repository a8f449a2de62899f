namespace Onair.Events;

public static partial class EventTypes
{
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
}
