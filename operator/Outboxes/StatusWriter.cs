using System.Globalization;
using k8s;
using k8s.Models;
using Onair.Api.Common;
using Onair.Events.Outboxes;
using Onair.Events.Transitions;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Outboxes;

/// <summary>
/// Writes the status of a resource together with the events of what has changed: both are recorded or neither.
/// </summary>
/// <remarks>
/// A write that loses the race against somebody who changed no status is repeated at once on the fresh resource: a delivery that was
/// settled, an annotation of a callback and an edit do not undo what was done or seen. Another status is another operator's: a conflict.
/// </remarks>
internal sealed class StatusWriter<T>(
    OutboxKind<T> kind, ResourceType<T> type, EntityWriter<T> writer, KubernetesClient client, ISinkDirectory sinks, TimeProvider time)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    // Each write may meet a few deliveries that are settled at the same time.
    private const int MaxRebases = 20;

    /// <summary>
    /// Records what was done or seen, under the optimistic lock of the status. An unchanged status makes no request.
    /// </summary>
    /// <param name="current">The resource as last written.</param>
    /// <param name="changed">The same with another status.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The resource as stored: its metadata and spec may be newer than those of <paramref name="current"/>.</returns>
    /// <exception cref="ApiException">The server refused, for example because somebody else has changed the status.</exception>
    public Task<T> WriteAsync(T current, T changed, CancellationToken cancellationToken) => WriteAsync(current, changed, (_, _) => true, cancellationToken);

    /// <summary>
    /// Records what is about to be done. Nothing was done yet, so an edit of the spec and a deletion are conflicts too: they may ask for
    /// something else.
    /// </summary>
    /// <inheritdoc cref="WriteAsync(T, T, CancellationToken)"/>
    public Task<T> IntendAsync(T current, T changed, CancellationToken cancellationToken) => WriteAsync(current, changed, DeclaresTheSame, cancellationToken);

    private async Task<T> WriteAsync(T current, T changed, Func<T, T, bool> stillHolds, CancellationToken cancellationToken)
    {
        var closes = kind.Outbox(changed)?.ClosedAt != kind.Outbox(current)?.ClosedAt;
        if (!closes && kind.SameStatus(current, changed)) return current;
        var happened = kind.Outbox(current)?.ClosedAt is null ? kind.Between(current, changed).Select(c => c.Transition).OfType<Transition>().ToList() : [];
        for (var rebases = 0; ; rebases++)
        {
            var (outbox, overflow) = await AppendAsync(current, changed, happened, cancellationToken);
            // Added there before they leave here: a crash in between leaves them in both, never in neither.
            foreach (var sink in overflow.SelectMany(e => e.Sinks).Distinct())
                await sinks.AddDeadLettersAsync(sink, [.. overflow.Where(e => e.Sinks.Contains(sink))], $"{Outbox.Limit} later events of the resource wait", cancellationToken);
            try
            {
                return await writer.UpdateStatusAsync(kind.Assemble(current, changed, outbox), cancellationToken);
            }
            catch (ApiException e) when (e.IsConflict && rebases < MaxRebases)
            {
                if (await WithSameStatusAsync(current, cancellationToken) is not { } fresh || !stillHolds(current, fresh)) throw;
                (current, changed) = (fresh, kind.Assemble(fresh, changed, kind.Outbox(changed)));
            }
        }
    }

    private async Task<(OutboxStatus? Outbox, IReadOnlyList<PendingEvent> Overflow)> AppendAsync(T current, T changed, List<Transition> happened, CancellationToken cancellationToken)
    {
        var outbox = OwnEvents.In(kind.Outbox(current), current.Metadata, ResourceOutbox<T>.SourceOf(type, current), sink => sinks.Admits(sink, current.Namespace()));
        if (kind.Outbox(changed)?.ClosedAt is { } closed) outbox = (outbox ?? new()) with { ClosedAt = closed };
        if (happened.Count == 0) return (outbox, []);
        var (number, now, events) = (outbox?.Sequence ?? 0, time.GetUtcNow(), new List<PendingEvent>());
        foreach (var transition in happened) events.Add(await EventAsync(changed, transition, ++number, now, cancellationToken));
        return Outbox.Append(outbox, events);
    }

    private async Task<PendingEvent> EventAsync(T resource, Transition transition, long number, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (meta, wanted) = (resource.Metadata, await sinks.ForAsync(resource, transition.Type, cancellationToken));
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"{meta.Uid}/{meta.Generation ?? 0}/{number}-{transition.Name}"),
            Sequence = number,
            Type = transition.Type,
            Time = now,
            Source = ResourceOutbox<T>.SourceOf(type, resource),
            Data = wanted.Count > 0 ? kind.Data(resource, transition, now) : "",
            Sinks = wanted,
        };
    }

    /// <summary>The resource as stored; null when it is gone, or when somebody has written its status.</summary>
    private async Task<T?> WithSameStatusAsync(T known, CancellationToken cancellationToken)
    {
        var fresh = await client.FindAsync(type, known.Metadata.Name!, known.Namespace(), cancellationToken);
        return fresh is not null && fresh.Metadata.Uid == known.Metadata.Uid && kind.Outbox(fresh)?.ClosedAt == kind.Outbox(known)?.ClosedAt && kind.SameStatus(fresh, known)
            ? fresh : null;
    }

    private static bool DeclaresTheSame(T known, T fresh) =>
        known.Metadata.Generation == fresh.Metadata.Generation && known.Metadata.DeletionTimestamp == fresh.Metadata.DeletionTimestamp;
}
