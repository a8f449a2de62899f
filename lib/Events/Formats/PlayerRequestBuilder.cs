using System.Text.Json;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Data;
using Onair.Events.Formats.Plain;

namespace Onair.Events.Formats;

/// <summary>Writes viewers' events in the format of their receiver. A pure function.</summary>
public static class PlayerRequestBuilder
{
    /// <summary>
    /// The requests for some events, to be sent in this order: in format Plain one for each event; for CloudEvents as few as keep below
    /// <see cref="SinkRequestBuilder.MaxBytes"/>.
    /// </summary>
    /// <exception cref="JsonException">An event's data is not what this version writes.</exception>
    public static IReadOnlyList<SinkRequest> Of(EventSinkSpec spec, IReadOnlyList<PendingEvent> events)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Format == EventFormat.Plain ? [.. events.Select(Plain)] : SinkRequestBuilder.Of(spec, events);
    }

    private static SinkRequest Plain(PendingEvent pending)
    {
        var data = JsonSerializer.Deserialize(pending.Data, EventJson.Wire.PlayerData) ?? throw new JsonException($"the event {pending.Id} has no data");
        return PlainRequests.Of(pending.Id, PlayerObjects.Of(data));
    }
}
