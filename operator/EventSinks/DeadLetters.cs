using Onair.Api.Common;
using Onair.Events.Delivery;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks;

/// <summary>The events that could not be delivered, in the status of each EventSink.</summary>
internal sealed class DeadLetters(SinkStatusRegistry statuses, TimeProvider time)
{
    /// <summary>
    /// Adds dead letters. One that exists is not added again, so that a caller may repeat the call after a crash. An EventSink that no longer
    /// exists gets none.
    /// </summary>
    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    /// <param name="events">The events.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public Task AddAsync(string sink, IReadOnlyList<PendingEvent> events, string reason, CancellationToken cancellationToken) =>
        AddAsync(sink, events, "NotSent", reason, cancellationToken);

    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    /// <param name="events">The events.</param>
    /// <param name="kind">Why, for metrics: one of a few words.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task AddAsync(string sink, IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await statuses.Of(sink).UpdateAsync(s => DeadLetterList.Add(s, events, reason, now), cancellationToken);
        SinkMetrics.Dead(sink, kind, events.Count);
    }
}

/// <summary>The dead letters of an EventSink that are replayed.</summary>
internal sealed class ReplaySource(SinkStatus status) : IEventSource
{
    public ValueTask<IReadOnlyList<PendingEvent>> PendingAsync(int limit, CancellationToken cancellationToken) =>
        new(status.Freshest is { } sink ? [.. DeadLetterList.Replaying(sink.Recorded, status.Key).Where(e => OwnEvents.IsAdmitted(e, status.Admits)).Take(limit)] : []);

    public Task SettleAsync(IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken)
    {
        var ids = IdsOf(events);
        return status.UpdateAsync(s => DeadLetterList.Remove(s, ids), cancellationToken);
    }

    public Task DeadLetterAsync(IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken)
    {
        var ids = IdsOf(events);
        return status.UpdateAsync(s => DeadLetterList.EndReplay(s, ids, reason), cancellationToken);
    }

    private static HashSet<string> IdsOf(IReadOnlyList<PendingEvent> events) => events.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
}
