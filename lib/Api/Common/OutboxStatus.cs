using System.ComponentModel.DataAnnotations;
using Onair.Api.Schema;

namespace Onair.Api.Common;

/// <summary>Events of this resource that have not been delivered to all EventSinks yet. An event is written in the same update as the change that it reports.</summary>
public sealed record OutboxStatus
{
    /// <summary>Number of the latest transition; transitions are counted from 1.</summary>
    public long Sequence { get; set; }

    /// <summary>When the deletion was recorded. No event follows it. Absent until then.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>Events that at least one EventSink has not accepted yet, oldest first; at most 64.</summary>
    [ListMapKey("id")]
    public IReadOnlyList<PendingEvent> Events { get; set; } = [];
}

/// <summary>An event as it is sent; retries send the same event.</summary>
public sealed record PendingEvent
{
    /// <summary><c>uid/generation/number-name</c>, e.g. <c>4f5c…/3/17-started</c>. Receivers use it to detect duplicates.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>Number of the transition within its resource: starts at 1 and has no gaps.</summary>
    [Required]
    public long Sequence { get; set; }

    /// <summary>Event type, e.g. <c>dev.onair.livestream.started</c>.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>When it was recorded.</summary>
    [Required]
    public DateTimeOffset Time { get; set; }

    /// <summary>Path of the resource, e.g. <c>/apis/onair.dev/v1alpha1/namespaces/demo/livestreams/event</c>.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>The event's data as JSON text. It is sent exactly as recorded, byte for byte.</summary>
    [Required]
    public string Data { get; set; } = "";

    /// <summary>The EventSinks that have not accepted it yet, as <c>namespace/name</c>.</summary>
    [Required]
    public IReadOnlyList<string> Sinks { get; set; } = [];
}
