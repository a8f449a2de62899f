using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.EventSinks;

/// <summary>The last observed state of an EventSink. Counters are updated every few seconds, not with every event.</summary>
public sealed record EventSinkStatus
{
    /// <summary>The generation of the spec that this status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One-word summary for humans. Programs should read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>
    /// Ready: the receiver accepts events, or nothing was sent yet. Delivering: the receiver accepted the latest events; an outage makes it
    /// False and leaves Ready as it is. Reconciling: delivery is retried. Stalled: delivery needs user action.
    /// </summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>Number of events that the receiver accepted.</summary>
    public long? Delivered { get; set; }

    /// <summary>Number of events waiting for delivery, without dead letters.</summary>
    public int? Pending { get; set; }

    /// <summary>Number of stored dead letters.</summary>
    public int? Dead { get; set; }

    /// <summary>Number of events that have become dead letters so far, including those that were replayed or discarded.</summary>
    public long? DeadTotal { get; set; }

    /// <summary>Number of dead letters that were dropped so far, the oldest first, because there were too many or they were too large.</summary>
    public long? DeadDropped { get; set; }

    /// <summary>State of the circuit breaker. Open: the receiver failed repeatedly, and Onair sends nothing for a while.</summary>
    public BreakerState? Breaker { get; set; }

    /// <summary>
    /// Number of requests in a row that failed: 0 when the receiver accepted the latest one. Absent while nothing was sent since the spec or
    /// its Secrets changed.
    /// </summary>
    public int? Failures { get; set; }

    /// <summary>When the receiver last accepted an event.</summary>
    public DateTimeOffset? LastDeliveredAt { get; set; }

    /// <summary>The latest failure. It is kept when later deliveries succeed.</summary>
    public SinkErrorStatus? LastError { get; set; }

    /// <summary>The generation of the spec for which the receiver returned 410 Gone. Nothing is sent until the spec changes or dead letters are replayed.</summary>
    public long? GoneGeneration { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/replay</c> that was last handled.</summary>
    public string? Replay { get; set; }

    /// <summary>The last 100 events that could not be delivered, oldest first; fewer if they exceed 512 KiB of JSON. The annotation <c>onair.dev/replay</c> sends them again.</summary>
    [ListMapKey("id")]
    public IReadOnlyList<DeadLetterStatus> DeadLetters { get; set; } = [];
}

/// <summary>State of the circuit breaker.</summary>
[JsonConverter(typeof(WordConverter<BreakerState>))]
public enum BreakerState
{
    /// <summary>Events are sent.</summary>
    Closed,

    /// <summary>Nothing is sent for a while.</summary>
    Open,

    /// <summary>One request is sent to test whether the receiver has recovered.</summary>
    HalfOpen,
}

/// <summary>A failure.</summary>
public sealed record SinkErrorStatus
{
    /// <summary>When it occurred.</summary>
    [Required]
    public DateTimeOffset Time { get; set; }

    /// <summary>Error message, without secrets.</summary>
    [Required]
    public string Message { get; set; } = "";

    /// <summary>Id of the event.</summary>
    public string? EventId { get; set; }

    /// <summary>HTTP status code of the response. Absent without a response.</summary>
    public int? Code { get; set; }
}

/// <summary>An event that could not be delivered, with everything needed to replay it.</summary>
public sealed record DeadLetterStatus : RecordedEvent
{
    /// <summary>When it became a dead letter.</summary>
    [Required]
    public DateTimeOffset DeadAt { get; set; }

    /// <summary>Why it could not be delivered.</summary>
    [Required]
    public string Reason { get; set; } = "";

    /// <summary>True while it is being replayed.</summary>
    public bool? Replaying { get; set; }
}
