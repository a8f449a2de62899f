using Onair.Api.Common;
using Onair.Api.EventSinks;

namespace Onair.Events.Formats;

/// <summary>Writes events the way an EventSink wants them. A pure function.</summary>
public static class SinkRequests
{
    /// <summary>The requests for some events; they are taken when all of them are answered with 2xx.</summary>
    /// <param name="spec">The EventSink.</param>
    /// <param name="events">One event, or, for CloudEvents with a batch size above 1, at most that many.</param>
    /// <returns>One request for CloudEvents; for Plain one or more, to be sent in this order; none for an event that Plain has no object for.</returns>
    public static IReadOnlyList<SinkRequest> Of(EventSinkSpec spec, IReadOnlyList<PendingEvent> events) => throw new NotImplementedException();
}
