using Onair.Kubernetes.Resources;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks;

/// <summary>What EventSinks are still to get.</summary>
internal sealed class SinkBacklog(IEnumerable<IOutbox> outboxes)
{
    /// <summary>The outboxes with events for an EventSink, and how many.</summary>
    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    public IEnumerable<(IOutbox Outbox, NamespacedName Name, int Events)> Of(string sink) =>
        from outbox in outboxes
        from name in outbox.Waiting()
        let events = outbox.Get(name).Count(e => e.Sinks.Contains(sink))
        where events > 0
        select (outbox, name, events);
}
