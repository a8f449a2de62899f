using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Onair.Emulator.State;

namespace Onair.Emulator.Mux.Webhooks;

/// <summary>The delivery state of an event.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventState>))]
internal enum EventState
{
    /// <summary>To be delivered.</summary>
    Pending,

    /// <summary>The receiver returned 2xx.</summary>
    Delivered,

    /// <summary>Dropped after all attempts.</summary>
    Failed,

    /// <summary>No webhook URL was configured.</summary>
    Unsent,
}

/// <summary>An attempt to deliver.</summary>
/// <param name="Id">Unique.</param>
/// <param name="At">The time of the attempt.</param>
/// <param name="Address">The URL.</param>
/// <param name="Status">The status of the response; null without a response.</param>
internal sealed record EventAttempt(string Id, DateTimeOffset At, string Address, int? Status);

/// <summary>Something that happened.</summary>
internal sealed record MuxEvent
{
    public required string Id { get; init; }

    /// <summary>E.g. <c>video.asset.ready</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>asset</c> or <c>upload</c>.</summary>
    public required string ObjectType { get; init; }

    public required string ObjectId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The object as it was then.</summary>
    public required JsonObject Data { get; init; }

    public EventState State { get; init; }

    /// <summary>The time of the next attempt; set while <see cref="EventState.Pending"/>.</summary>
    public DateTimeOffset? NextAttempt { get; init; }

    public IReadOnlyList<EventAttempt> Attempts { get; init; } = [];

    /// <summary>Attempts since it was last queued: redelivery resets the count.</summary>
    public int Tries { get; init; }

    /// <summary>The body that is posted.</summary>
    public JsonObject Body() => new()
    {
        ["type"] = Type,
        ["request_id"] = null,
        ["object"] = new JsonObject { ["type"] = ObjectType, ["id"] = ObjectId },
        ["id"] = Id,
        ["environment"] = new JsonObject { ["name"] = "Emulator", ["id"] = "emulator" },
        ["data"] = Data.Copy(),
        ["created_at"] = Wire(CreatedAt),
        ["attempts"] = new JsonArray([.. Attempts.Select(JsonNode (a) => new JsonObject
        {
            ["id"] = a.Id,
            ["webhook_id"] = 1,
            ["created_at"] = Wire(a.At),
            ["address"] = a.Address,
            ["max_attempts"] = RetrySchedule.MostAttempts,
            ["response_status_code"] = a.Status,
            ["response_headers"] = null,
            ["response_body"] = null,
        })]),
        ["accessor_source"] = null,
        ["accessor"] = null,
    };

    private static string Wire(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
