using k8s;
using k8s.Models;
using Onair.Api.Common;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Outboxes;

/// <summary>Drains the outbox of a deleted resource: it stays until its last event is delivered or is a dead letter.</summary>
internal sealed class OutboxDrain<T>(
    OutboxKind<T> kind, StatusWriter<T> status, ResourceOutbox<T> outboxes, ISinkDirectory sinks, OperatorOptions options, TimeProvider time)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Closes the outbox, or gives up on it, as far as it can get now.</summary>
    /// <param name="resource">A resource of which only its events are left.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The resource as stored, and what it waits for; null when its finalizer may go.</returns>
    public async Task<(T Resource, string? WaitsFor)> DrainAsync(T resource, CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(options.Events.DrainSeconds);
        while (true)
        {
            var outbox = outboxes.Own(resource);
            switch (DecideOutboxDrain.Next(outbox, time.GetUtcNow(), patience, sinks.ProblemOf))
            {
                case OutboxDrainStep.Close:
                    var closed = (outbox ?? new()) with { ClosedAt = time.GetUtcNow() };
                    resource = await status.WriteAsync(resource, kind.Assemble(resource, resource, closed), cancellationToken);
                    break;
                case OutboxDrainStep.Wait:
                    return (resource, Waiting(outbox!));
                case OutboxDrainStep.GiveUp give:
                    foreach (var (sink, reason) in give.Sinks) await GiveUpAsync(resource, sink, reason, cancellationToken);
                    return (resource, "The events that were not delivered are dead letters.");
                default:
                    return (resource, null);
            }
        }
    }

    private async Task GiveUpAsync(T resource, string sink, string reason, CancellationToken cancellationToken)
    {
        var unsent = outboxes.Own(resource)!.Events.Where(e => e.Sinks.Contains(sink)).ToList();
        await sinks.AddDeadLettersAsync(sink, unsent, reason, cancellationToken);
        await outboxes.SettleAsync(NamespacedName.Of(resource), sink, unsent.Select(e => e.Id).ToHashSet(StringComparer.Ordinal), cancellationToken);
    }

    private static string Waiting(OutboxStatus outbox) =>
        $"Waiting for the delivery of {outbox.Events.Count} event{(outbox.Events.Count == 1 ? "" : "s")} to {string.Join(", ", DecideOutboxDrain.SinksOf(outbox).Select(s => $"EventSink {s}"))}.";
}
