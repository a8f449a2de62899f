using System.Collections.Frozen;
using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Kubernetes.Informers;

namespace Onair.Operator.Orphans;

/// <summary>The objects of all kinds that exist, from the caches.</summary>
/// <param name="caches">The uids of each kind; null before its first list is complete.</param>
internal sealed class LivingObjects(IReadOnlyList<Func<IEnumerable<string?>?>> caches)
{
    /// <summary>Asks the caches of the operator.</summary>
    public static LivingObjects Of(IServiceProvider services)
    {
        var visitor = new Caches(services);
        foreach (var kind in OnairResources.Kinds) kind.Accept(visitor);
        return new(visitor.All);
    }

    /// <summary>The uids of all objects, those being deleted included; null when an object may exist that is not known yet.</summary>
    public IReadOnlySet<string>? Uids()
    {
        var uids = new List<string>();
        foreach (var cache in caches)
        {
            if (cache() is not { } known) return null;
            uids.AddRange(known.OfType<string>());
        }
        return uids.ToFrozenSet(StringComparer.Ordinal);
    }

    private sealed class Caches(IServiceProvider services) : IKindVisitor
    {
        public List<Func<IEnumerable<string?>?>> All { get; } = [];

        public void Visit<T>(KindDefinition<T> kind)
            where T : class, IKubernetesObject<V1ObjectMeta>
        {
            var cache = services.GetRequiredService<Informer<T>>();
            All.Add(() => cache.IsSynced ? cache.List().Select(o => o.Metadata.Uid) : null);
        }
    }
}
