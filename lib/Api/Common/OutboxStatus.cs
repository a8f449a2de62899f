using System.ComponentModel.DataAnnotations;
using Onair.Api.Schema;

namespace Onair.Api.Common;

/// <summary>What happened to a resource and is not told to all EventSinks yet. Written together with what happened.</summary>
public sealed record OutboxStatus
{
    /// <summary>How many transitions there were, and the number of the latest.</summary>
    public long Sequence { get; set; }

    /// <summary>When the deletion was recorded, after which nothing more happens; absent before.</summary>
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>The events that some EventSink has not taken yet, oldest first: at most 64.</summary>
    [ListMapKey("id")]
    public IReadOnlyList<PendingEvent> Events { get; set; } = [];
}

/// <summary>An event as it will be sent, however often it is tried.</summary>
public sealed record PendingEvent
{
    /// <summary><c>uid/generation/number-name</c>, e.g. <c>4f5c…/3/17-started</c>. Who receives it twice knows it by this.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>Number of the transition in its resource, from 1 without a gap.</summary>
    [Required]
    public long Sequence { get; set; }

    /// <summary>What happened, e.g. <c>dev.onair.livestream.started</c>.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>When it was recorded.</summary>
    [Required]
    public DateTimeOffset Time { get; set; }

    /// <summary>Path of the resource, e.g. <c>/apis/onair.dev/v1alpha1/namespaces/demo/livestreams/event</c>.</summary>
    [Required]
    public string Source { get; set; } = "";

    /// <summary>The event's data as JSON text: what is sent is what was recorded, byte for byte.</summary>
    [Required]
    public string Data { get; set; } = "";

    /// <summary>The EventSinks that have not taken it yet, as <c>namespace/name</c>.</summary>
    [Required]
    public IReadOnlyList<string> Sinks { get; set; } = [];
}
