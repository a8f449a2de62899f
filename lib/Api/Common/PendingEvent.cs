using System.ComponentModel.DataAnnotations;

namespace Onair.Api.Common;

/// <summary>An event as it will be sent, however often it is tried.</summary>
public sealed record PendingEvent : RecordedEvent
{
    /// <summary>The EventSinks that have not taken it yet, as <c>namespace/name</c>.</summary>
    [Required]
    public IReadOnlyList<string> Sinks { get; set; } = [];
}
