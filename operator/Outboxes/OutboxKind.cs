using k8s;
using k8s.Models;
using Onair.Api.Common;
using Onair.Events.Transitions;

namespace Onair.Operator.Outboxes;

/// <summary>What the outbox of one kind needs to know of it.</summary>
/// <param name="Status">The status of a resource.</param>
/// <param name="Outbox">The outbox of a resource.</param>
/// <param name="Assemble">A resource with the metadata and spec of the first, the status of the second, and an outbox.</param>
/// <param name="Between">What happened from one to the other.</param>
/// <param name="Data">The data of an event.</param>
/// <param name="SameStatus">Whether two resources have the same status, but for the outbox.</param>
internal sealed record OutboxKind<T>(
    Func<T, IResourceStatus> Status,
    Func<T, OutboxStatus?> Outbox,
    Func<T, T, OutboxStatus?, T> Assemble,
    Func<T, T, IEnumerable<Change>> Between,
    Func<T, Transition, DateTimeOffset, string> Data,
    Func<T, T, bool> SameStatus)
    where T : class, IKubernetesObject<V1ObjectMeta>;
