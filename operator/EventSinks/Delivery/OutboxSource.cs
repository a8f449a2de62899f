using Onair.Api.Common;
using Onair.Kubernetes;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>The events of a resource for an EventSink.</summary>
internal sealed class OutboxSource(IOutbox outbox, NamespacedName name, string sink, DeadLetters deadLetters) : IEventSource
{
    // More than an outbox has.
    private const int MostSettled = 256;

    // Settled, but perhaps still, or once more, in what the outbox shows: answers to writes may overtake one another.
    private readonly Lock _lock = new();
    private readonly HashSet<string> _settled = new(StringComparer.Ordinal);

    public IReadOnlyList<PendingEvent> Pending()
    {
        var shown = outbox.Get(name).Where(e => e.Sinks.Contains(sink)).ToList();
        lock (_lock)
        {
            if (_settled.Count > MostSettled) _settled.IntersectWith(shown.Select(e => e.Id));
            return _settled.Count == 0 ? shown : [.. shown.Where(e => !_settled.Contains(e.Id))];
        }
    }

    public async Task SettleAsync(IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken)
    {
        var ids = events.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        await outbox.SettleAsync(name, sink, ids, cancellationToken);
        lock (_lock) _settled.UnionWith(ids);
    }

    public async Task RefuseAsync(IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken)
    {
        // In this order: who dies in between repeats it, and nothing is lost.
        await deadLetters.AddAsync(sink, events, kind, reason, cancellationToken);
        await SettleAsync(events, cancellationToken);
    }
}
