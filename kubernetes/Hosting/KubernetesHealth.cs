namespace Onair.Kubernetes;

/// <summary>Whether the runtime does its work, for <c>/readyz</c>.</summary>
public sealed class KubernetesHealth
{
    /// <summary>Each informer by its resource.</summary>
    public IReadOnlyDictionary<string, InformerHealth> Informers { get; } = new Dictionary<string, InformerHealth>();

    /// <summary>All informers have synced and none has been without contact for longer than its stall timeout.</summary>
    public bool IsReady(out string reason) => throw new NotImplementedException();
}
