using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Formats.CloudEvents;
using Onair.Events.Formats.Plain;

namespace Onair.Events.Formats;

/// <summary>Writes events in the format of an EventSink. A pure function.</summary>
public static class SinkRequestBuilder
{
    /// <summary>The size that a body stays below, in bytes. Standard Webhooks asks for less than 20 kB, since receivers refuse large requests.</summary>
    public const int MaxBytes = 20_000;

    /// <summary>The requests for some events, which are delivered when all requests return 2xx.</summary>
    /// <param name="spec">The EventSink.</param>
    /// <param name="events">One event, or, for CloudEvents with a batch size above 1, at most that many.</param>
    /// <returns>
    /// To be sent in this order. For CloudEvents one request, or, in batch mode, as many as it takes to keep each below 20 kB; for Plain
    /// one or more for each event, or none for an event that Plain has no object for. The same events make the same requests.
    /// </returns>
    /// <exception cref="System.Text.Json.JsonException">An event's data is not what this version writes.</exception>
    /// <exception cref="InvalidOperationException">An event is of a kind that this version does not know, and the format is Plain.</exception>
    public static IReadOnlyList<SinkRequest> Of(EventSinkSpec spec, IReadOnlyList<PendingEvent> events) => spec switch
    {
        { Format: EventFormat.Plain } => [.. events.SelectMany(pending => PlainRequests.Of(spec.Plain, pending))],
        { BatchSize: > 1 } => [.. BatchMode.Of(events)],
        _ => [.. events.Select(BinaryMode.Of)],
    };
}
