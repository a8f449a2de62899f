using System.Collections.Concurrent;
using k8s.Models;
using Onair.Api.Connectors;
using Onair.Kubernetes.Informers;

namespace Onair.Operator.Connectors.Targets;

/// <summary>
/// Who feeds which target: at most one connector. The recorded runs say so; the cache shows them late, so this process remembers what it
/// has begun itself.
/// </summary>
internal sealed class TargetClaims(Informer<Connector> connectors)
{
    private readonly ConcurrentDictionary<(string Namespace, string Target), string> _begun = new();

    /// <summary>Name of another connector that feeds the target; null when it is free, or this connector's.</summary>
    public string? HeldBy(Connector connector)
    {
        var key = KeyOf(connector);
        var others = connectors.List().Where(other => other.Uid != connector.Uid && KeyOf(other) == key);
        return others.FirstOrDefault(other => other.Recorded.Run is not null || _begun.GetValueOrDefault(key) == other.Uid)?.Metadata.Name;
    }

    /// <summary>Takes the target; false when another connector was faster.</summary>
    public bool TryTake(Connector connector) => HeldBy(connector) is null && _begun.GetOrAdd(KeyOf(connector), connector.Uid) == connector.Uid;

    /// <summary>Frees what the connector has taken.</summary>
    public void Release(Connector connector)
    {
        foreach (var (key, uid) in _begun)
        {
            if (uid == connector.Uid) _begun.TryRemove(KeyValuePair.Create(key, uid));
        }
    }

    // A run keeps its target though the spec names another one by now.
    private static (string Namespace, string Target) KeyOf(Connector connector) =>
        (connector.Namespace()!, connector.Recorded.Run is not null && connector.Recorded.Target is { } recorded ? recorded : connector.Spec.Target.Text());
}
