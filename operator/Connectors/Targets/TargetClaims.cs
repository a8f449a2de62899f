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
    private readonly ConcurrentDictionary<(string Namespace, string Target), Claim> _begun = new();

    /// <summary>Name of another connector that feeds the declared target; null when it is free, or this connector's.</summary>
    public string? HeldBy(Connector connector)
    {
        var key = Wanted(connector);
        var others = connectors.List().Where(other => other.Uid != connector.Uid && (other.Namespace(), other.PushesTo()) == key);
        return others.FirstOrDefault(other => other.Recorded.Run is not null || _begun.GetValueOrDefault(key)?.Uid == other.Uid)?.Metadata.Name;
    }

    /// <summary>Takes the declared target; false when another connector was faster.</summary>
    public bool TryTake(Connector connector) =>
        HeldBy(connector) is null && _begun.GetOrAdd(Wanted(connector), new Claim(connector.Uid, connector.Metadata.ResourceVersion)).Uid == connector.Uid;

    /// <summary>Frees what the connector has taken.</summary>
    public void Release(Connector connector) => Release(connector, claim => true);

    /// <summary>Frees what the connector has taken but, as a later version of it shows, has not recorded.</summary>
    /// <param name="seen">The connector as the cache shows it. An older version says nothing: the answer to the write may be lost.</param>
    public void ReleaseUnrecorded(Connector seen)
    {
        if (seen.Recorded.Run is null) Release(seen, claim => claim.Version != seen.Metadata.ResourceVersion);
    }

    private void Release(Connector connector, Func<Claim, bool> which)
    {
        foreach (var (key, claim) in _begun)
        {
            if (claim.Uid == connector.Uid && which(claim)) _begun.TryRemove(KeyValuePair.Create(key, claim));
        }
    }

    private static (string Namespace, string Target) Wanted(Connector connector) => (connector.Namespace()!, connector.Spec.Target.Text());

    /// <param name="Uid">Whose it is.</param>
    /// <param name="Version">The connector's version when it was taken.</param>
    private sealed record Claim(string Uid, string? Version);
}
