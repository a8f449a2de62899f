namespace Onair.Api.EventSinks;

/// <summary>The kind EventSink.</summary>
public static class EventSinkKind
{
    /// <summary>What all places that handle every kind need to know of it.</summary>
    public static KindDefinition<EventSink> Definition { get; } = new("EventSink", "eventsinks", KindScope.AllNamespaces, OnairJsonContext.Default.EventSink, OnairJsonContext.Default.ResourceListEventSink)
    {
        ShortName = "sink",
        Columns =
        [
            new("URL", ".spec.url"),
            new("Format", ".spec.format"),
            new("Delivered", ".status.delivered", Type: "integer"),
            new("Pending", ".status.pending", Type: "integer"),
            new("Dead", ".status.dead", Type: "integer"),
            new("Breaker", ".status.breaker", Priority: 1),
            new("Last Error", ".status.lastError.message", Priority: 1),
        ],
        Rules = EventSinkRules.Table,
    };
}
