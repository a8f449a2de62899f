using System.ComponentModel.DataAnnotations;

namespace Onair.Events.Data;

/// <summary>What happened to a Connector, and its state afterwards.</summary>
public sealed record ConnectorData : ResourceEventData
{
    /// <summary>Where it pushes to, e.g. <c>LiveStream/event</c>.</summary>
    public string? Target { get; init; }

    /// <summary>What is shown: <c>source</c> or, e.g., <c>fallback[0]</c>; absent while nothing is pushed.</summary>
    public string? Source { get; init; }

    /// <summary>Id of the run; absent while nothing runs.</summary>
    public string? RunId { get; init; }

    /// <summary>Whether the target receives the push.</summary>
    [Required]
    public bool OnAir { get; init; }

    /// <summary>When the run was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the target first received the push in this run.</summary>
    public DateTimeOffset? OnAirAt { get; init; }

    /// <summary>How often a part of the pod, or the pod, was started again in this run.</summary>
    public int? Restarts { get; init; }
}
