using Onair.Api.Common;
using Onair.Events.Delivery;
using Onair.Kubernetes.Resources;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks;

/// <summary>The events of one resource for one EventSink.</summary>
internal sealed class OutboxSource(IOutbox outbox, NamespacedName name, string sink, DeadLetters deadLetters) : IEventSource
{
    // More than an outbox holds.
    private const int MaxSettled = 256;

    // Settled events may still be visible in the outbox, or become visible again: responses to writes may overtake one another.
    private readonly Lock _lock = new();
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);

    public ValueTask<IReadOnlyList<PendingEvent>> PendingAsync(int limit, CancellationToken cancellationToken)
    {
        var visible = outbox.Get(name).Where(e => e.Sinks.Contains(sink)).ToList();
        lock (_lock)
        {
            if (_settled.Count > MaxSettled) _settled.IntersectWith(visible.Select(e => e.Id));
            return new([.. visible.Where(e => !_settled.Contains(e.Id)).Take(limit)]);
        }
    }

    public async Task SettleAsync(IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        await outbox.SettleAsync(name, sink, ids, cancellationToken);
        lock (_lock) _settled.UnionWith(ids);
    }

    public async Task DeadLetterAsync(IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken)
    {
        // In this order: after a crash in between both are repeated, and nothing is lost.
        await deadLetters.AddAsync(sink, events, kind, reason, cancellationToken);
        await SettleAsync(events, cancellationToken);
    }
}
