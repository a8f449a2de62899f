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
