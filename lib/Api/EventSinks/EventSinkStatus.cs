using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.EventSinks;

/// <summary>What was last observed of an EventSink. The numbers are written every few seconds, not with each event.</summary>
public sealed record EventSinkStatus
{
    /// <summary>The generation of the spec that this status was made from.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>A word for people; programs read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>Ready: it takes events. Reconciling: it is tried again. Stalled: it gets none until somebody changes something.</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>How many events it has taken.</summary>
    public long? Delivered { get; set; }

    /// <summary>How many events wait for it, dead letters not counted.</summary>
    public int? Pending { get; set; }

    /// <summary>How many dead letters are kept.</summary>
    public int? Dead { get; set; }

    /// <summary>How many events became dead letters so far, those that were replayed or are not kept any more among them.</summary>
    public long? DeadTotal { get; set; }

    /// <summary>Open: it failed so often that it is left alone for a while.</summary>
    public BreakerState? Breaker { get; set; }

    /// <summary>When it last took an event.</summary>
    public DateTimeOffset? LastDeliveredAt { get; set; }

    /// <summary>The latest failure; it stays when later events are taken.</summary>
    public SinkErrorStatus? LastError { get; set; }

    /// <summary>The generation with which it answered 410 Gone: until the spec changes, or its letters are replayed, it gets nothing.</summary>
    public long? GoneGeneration { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/replay</c> that was last acted on.</summary>
    public string? Replay { get; set; }

    /// <summary>The latest 100 events that it has not taken, oldest first, or fewer where their data is large. The annotation <c>onair.dev/replay</c> sends them again.</summary>
    [ListMapKey("id")]
    public IReadOnlyList<DeadLetterStatus> DeadLetters { get; set; } = [];
}

/// <summary>Whether a receiver is tried.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BreakerState>))]
public enum BreakerState
{
    /// <summary>It is.</summary>
    Closed,

    /// <summary>It is left alone for a while.</summary>
    Open,

    /// <summary>It gets one request, to see whether it is back.</summary>
    HalfOpen,
}

/// <summary>A failure.</summary>
public sealed record SinkErrorStatus
{
    /// <summary>When it was.</summary>
    [Required]
    public DateTimeOffset Time { get; set; }

    /// <summary>What went wrong, without anything secret.</summary>
    [Required]
    public string Message { get; set; } = "";

    /// <summary>Id of the event.</summary>
    public string? EventId { get; set; }
}

/// <summary>An event that was not taken, with all that is needed to send it again.</summary>
public sealed record DeadLetterStatus : RecordedEvent
{
    /// <summary>When it became a dead letter.</summary>
    [Required]
    public DateTimeOffset DeadAt { get; set; }

    /// <summary>Why.</summary>
    [Required]
    public string Reason { get; set; } = "";

    /// <summary>It is being sent again.</summary>
    public bool? Replaying { get; set; }
}
