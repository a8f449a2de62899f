using Onair.Kubernetes.Informers;

namespace Onair.Kubernetes.Hosting;

/// <summary>Whether the caches follow the server, for <c>/readyz</c>.</summary>
public sealed class KubernetesHealth(IEnumerable<IInformer> informers, TimeProvider time)
{
    private readonly IInformer[] _informers = [.. informers];

    /// <summary>The first cache that has not synced, or that has been without contact for much longer than its stall timeout; null when there is none.</summary>
    public string? Unready()
    {
        foreach (var informer in _informers)
        {
            var health = informer.Health;
            var error = health.LastError is { } last ? $": {last}" : "";
            if (!health.Synced) return $"{informer.Resource}: not synced{error}";
            if (time.GetUtcNow() - health.LastContact > informer.StallTimeout * 1.5) return $"{informer.Resource}: no contact since {health.LastContact:O}{error}";
        }
        return null;
    }
}
