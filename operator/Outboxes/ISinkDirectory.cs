using k8s;
using k8s.Models;
using Onair.Api.Common;

namespace Onair.Operator.Outboxes;

/// <summary>What outboxes need to know of the EventSinks, which are delivered from outboxes in turn.</summary>
internal interface ISinkDirectory
{
    /// <summary>The sinks that want an event, as <c>namespace/name</c>, once all sinks are known: a sink never gets an event that is not recorded for it.</summary>
    Task<IReadOnlyList<string>> ForAsync(IKubernetesObject<V1ObjectMeta> resource, string type, CancellationToken cancellationToken);

    /// <summary>Whether a sink may get events of a namespace. One that does not exist gets none, and its events are settled.</summary>
    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    /// <param name="ns">The namespace of a resource.</param>
    bool Admits(string sink, string? ns);

    /// <summary>Why nothing can be delivered to a sink at present, for people: its circuit breaker is open, or it is stalled. Null when it accepts events.</summary>
    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    string? ProblemOf(string sink);

    /// <summary>Adds dead letters to a sink's status. One that exists is not added again; a sink that is gone gets none.</summary>
    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    /// <param name="events">The events.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task AddDeadLettersAsync(string sink, IReadOnlyList<PendingEvent> events, string reason, CancellationToken cancellationToken);
}
