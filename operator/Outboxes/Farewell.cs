using Onair.Api.Common;
using Onair.Kubernetes;
using Onair.Operator.EventSinks;

namespace Onair.Operator.Outboxes;

/// <summary>Sees to it that a resource does not go before its last event is delivered, or a dead letter.</summary>
internal sealed class Farewell<T>(
    OutboxKind<T> kind, StatusWriter<T> status, IOutbox outbox, DeadLetters dead, OperatorOptions options, TimeProvider time)
    where T : class, IKubernetesObject
{
    /// <summary>Does what is next, until there is nothing to do but wait, or nothing at all.</summary>
    /// <param name="resource">A resource of which nothing else is left.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The resource as stored, and what it waits for; null when its finalizer may go.</returns>
    public async Task<(T Resource, string? WaitsFor)> SayAsync(T resource, CancellationToken cancellationToken)
    {
        while (true)
        {
            var events = kind.Outbox(resource)?.Events ?? [];
            switch (DecideFarewell.Next(kind.Outbox(resource), time.GetUtcNow(), TimeSpan.FromSeconds(options.Events.FarewellSeconds)))
            {
                case FarewellStep.Close:
                    var closed = (kind.Outbox(resource) ?? new()) with { ClosedAt = time.GetUtcNow() };
                    resource = await status.WriteAsync(resource, kind.Assemble(resource, resource, closed), cancellationToken);
                    break;
                case FarewellStep.Wait:
                    return (resource, $"All is gone; {events.Count} event{(events.Count == 1 ? " is" : "s are")} still to be delivered to {string.Join(", ", Sinks(events).Select(s => $"EventSink {s}"))}.");
                case FarewellStep.GiveUp:
                    foreach (var sink in Sinks(events)) await GiveUpAsync(resource, sink, events, cancellationToken);
                    return (resource, "All is gone; its events are dead letters.");
                default:
                    return (resource, null);
            }
        }
    }

    private async Task GiveUpAsync(T resource, string sink, IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken)
    {
        var unsent = events.Where(e => e.Sinks.Contains(sink)).ToList();
        await dead.AddAsync(sink, unsent, $"the resource was deleted, and waited {options.Events.FarewellSeconds} s for the delivery", cancellationToken);
        await outbox.SettleAsync(NamespacedName.Of(resource), sink, unsent.Select(e => e.Id).ToHashSet(StringComparer.Ordinal), cancellationToken);
    }

    private static IEnumerable<string> Sinks(IReadOnlyList<PendingEvent> events) => events.SelectMany(e => e.Sinks).Distinct(StringComparer.Ordinal);
}
