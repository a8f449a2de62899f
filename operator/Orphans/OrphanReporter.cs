using System.Collections.Concurrent;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Events;

namespace Onair.Operator.Orphans;

/// <summary>Reports the orphans of an account in the status and the Events of its provider.</summary>
internal sealed class OrphanReporter(IEnumerable<OrphanType> types, OrphanRegistry registry, EventRecorder events, OperatorOptions options)
{
    private readonly List<OrphanType> _types = [.. types];
    private readonly ConcurrentDictionary<(string? Provider, string Id, string Object), bool> _announced = [];

    /// <summary>The status with the orphans that were last found; the same one when nothing changed.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="status">Its status.</param>
    public MediaProviderStatus After(MediaProvider provider, MediaProviderStatus status) =>
        OrphanReport.After(status, _types, type => registry.Of(provider, type.Name)?.Orphans);

    /// <summary>Publishes an Event for each orphan that the status has listed for the first time. One that comes back is not announced again.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="before">The former status.</param>
    /// <param name="after">The status that was written.</param>
    public void Announce(MediaProvider provider, MediaProviderStatus before, MediaProviderStatus after)
    {
        var known = before.Orphans.Select(o => (o.Id, o.Object)).ToHashSet();
        foreach (var orphan in after.Orphans.Where(o => !known.Contains((o.Id, o.Object))))
            if (_announced.TryAdd((provider.Metadata.Uid, orphan.Id, orphan.Object), true) && _types.Find(t => t.Name == orphan.Type) is { } type)
                events.Publish(
                    provider, EventType.Warning, OrphanReport.Reason,
                    OrphanReport.Event(orphan, type, provider.Spec.Aws?.Region ?? "", options.ClusterName));
    }
}
