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
