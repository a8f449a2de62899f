namespace Onair.Kubernetes;

/// <summary>Whether the caches follow the server, for <c>/readyz</c>.</summary>
public sealed class KubernetesHealth(IEnumerable<IInformer> informers, TimeProvider time)
{
    private readonly IInformer[] _informers = [.. informers];

    /// <summary>Each informer by its resource.</summary>
    public IReadOnlyDictionary<string, InformerHealth> Informers => _informers.ToDictionary(i => i.Resource, i => i.Health);

    /// <summary>All caches have synced and none has been without contact for much longer than its stall timeout.</summary>
    /// <param name="reason">Why not; empty when ready.</param>
    public bool IsReady(out string reason)
    {
        foreach (var informer in _informers)
        {
            var health = informer.Health;
            if (!health.Synced)
            {
                reason = $"{informer.Resource}: not synced{(health.LastError is { } error ? $": {error}" : "")}";
                return false;
            }
            if (time.GetUtcNow() - health.LastContact > informer.StallTimeout * 1.5)
            {
                reason = $"{informer.Resource}: no contact since {health.LastContact:O}{(health.LastError is { } error ? $": {error}" : "")}";
                return false;
            }
        }
        reason = "";
        return true;
    }
}
