using Onair.Api.Common;
using Onair.Api.EventSinks;

namespace Onair.Events.Formats.Plain;

/// <summary>The requests of an event in format Plain, one for each object.</summary>
internal static class PlainRequests
{
    /// <exception cref="InvalidOperationException">The event is of a kind that this release does not know.</exception>
    public static IEnumerable<SinkRequest> Of(PlainSpec spec, PendingEvent pending) => EventKindRegistry.Of(pending.Type).Plain(spec, pending)
        .Select(part => Of(pending.Id, part));

    /// <summary>The request of one object of an event.</summary>
    public static SinkRequest Of(string eventId, PlainObject part) =>
        new($"{eventId}/{part.Part}", "application/json; charset=utf-8", new Dictionary<string, string>(), part.Body);
}
