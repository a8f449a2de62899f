using Onair.Api.Common;
using Onair.Operator.EventSinks.Status;

namespace Onair.Operator.EventSinks;

/// <summary>The events that EventSinks have not taken, in the status of each.</summary>
internal sealed class DeadLetters(SinkStatuses statuses, TimeProvider time)
{
    /// <summary>
    /// Adds dead letters. One that is there already is not added again: a caller that died after this call repeats it. A sink that is gone
    /// gets none.
    /// </summary>
    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    /// <param name="events">The events.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AddAsync(string sink, IReadOnlyList<PendingEvent> events, string reason, CancellationToken cancellationToken) =>
        AddAsync(sink, events, "NotSent", reason, cancellationToken);

    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    /// <param name="events">The events.</param>
    /// <param name="kind">Why, for metrics: one of few words.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task AddAsync(string sink, IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await statuses.Of(sink).UpdateAsync(s => DeadLetterList.Add(s, events, reason, now), cancellationToken);
        SinkMetrics.Dead(sink, kind, events.Count);
    }
}
