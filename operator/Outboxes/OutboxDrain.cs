using Onair.Api.Common;
using Onair.Kubernetes;

namespace Onair.Operator.Outboxes;

/// <summary>Drains the outbox of a deleted resource: it stays until its last event is delivered or is a dead letter.</summary>
internal sealed class OutboxDrain<T>(
    OutboxKind<T> kind, StatusWriter<T> status, ResourceOutbox<T> outbox, ISinkDirectory sinks, OperatorOptions options, TimeProvider time)
    where T : class, IKubernetesObject
{
    /// <summary>Closes the outbox, or gives up on it, as far as it can get now.</summary>
    /// <param name="resource">A resource of which only its events are left.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The resource as stored, and what it waits for; null when its finalizer may go.</returns>
    public async Task<(T Resource, string? WaitsFor)> DrainAsync(T resource, CancellationToken cancellationToken)
    {
        while (true)
        {
            var events = kind.Outbox(resource)?.Events ?? [];
            switch (DecideOutboxDrain.Next(kind.Outbox(resource), time.GetUtcNow(), TimeSpan.FromSeconds(options.Events.DrainSeconds)))
            {
                case OutboxDrainStep.Close:
                    var closed = (kind.Outbox(resource) ?? new()) with { ClosedAt = time.GetUtcNow() };
                    resource = await status.WriteAsync(resource, kind.Assemble(resource, resource, closed), cancellationToken);
                    break;
                case OutboxDrainStep.Wait:
                    return (resource, $"Waiting for the delivery of {events.Count} event{(events.Count == 1 ? "" : "s")} to {string.Join(", ", Sinks(events).Select(s => $"EventSink {s}"))}.");
                case OutboxDrainStep.GiveUp:
                    foreach (var sink in Sinks(events)) await GiveUpAsync(resource, sink, events, cancellationToken);
                    return (resource, "The events that were not delivered are dead letters.");
                default:
                    return (resource, null);
            }
        }
    }

    private async Task GiveUpAsync(T resource, string sink, IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken)
    {
        var unsent = events.Where(e => e.Sinks.Contains(sink)).ToList();
        await sinks.AddDeadLettersAsync(sink, unsent, $"the resource was deleted, and waited {options.Events.DrainSeconds} s for the delivery", cancellationToken);
        await outbox.SettleAsync(NamespacedName.Of(resource), sink, unsent.Select(e => e.Id).ToHashSet(StringComparer.Ordinal), cancellationToken);
    }

    private static IEnumerable<string> Sinks(IReadOnlyList<PendingEvent> events) => events.SelectMany(e => e.Sinks).Distinct(StringComparer.Ordinal);
}
