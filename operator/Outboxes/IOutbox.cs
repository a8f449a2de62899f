using Onair.Api.Common;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Outboxes;

/// <summary>The outboxes of all resources of a kind.</summary>
internal interface IOutbox
{
    /// <summary>The kind, e.g. <c>LiveStream</c>.</summary>
    string Kind { get; }

    /// <summary>Waits until all resources are known.</summary>
    Task WaitForSyncAsync(CancellationToken cancellationToken);

    /// <summary>The resources whose outbox has events, now.</summary>
    IEnumerable<NamespacedName> Waiting();

    /// <summary>Calls for each resource whose outbox has events, whenever it was written. Must not block.</summary>
    IDisposable Subscribe(Action<NamespacedName> changed);

    /// <summary>The events in a resource's outbox, oldest first, as last written or seen; empty when it is gone.</summary>
    IReadOnlyList<PendingEvent> Get(NamespacedName name);

    /// <summary>
    /// Records that a sink needs some events no more: they are delivered, or dead letters, or the sink is gone. An event that no sink needs
    /// any more leaves the outbox. Other changes of the resource are no conflict; a resource that is gone is no error.
    /// </summary>
    Task SettleAsync(NamespacedName name, string sink, IReadOnlySet<string> ids, CancellationToken cancellationToken);
}
