using System.ComponentModel.DataAnnotations;

namespace Onair.Api.Common;

/// <summary>An event that some EventSink has not accepted yet.</summary>
public sealed record PendingEvent : RecordedEvent
{
    /// <summary>The EventSinks that have not accepted it yet, as <c>namespace/name</c>.</summary>
    [Required]
    public IReadOnlyList<string> Sinks { get; set; } = [];
}
