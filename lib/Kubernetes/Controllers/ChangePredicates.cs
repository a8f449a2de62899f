using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Controllers;

/// <summary>Which changes of an object trigger a reconcile.</summary>
public static class ChangePredicates
{
    /// <summary>Generation, deletionTimestamp, labels or annotations differ. For a kind without generation every change counts.</summary>
    public static bool DesiredStateChanged(IKubernetesObject<V1ObjectMeta> old, IKubernetesObject<V1ObjectMeta> now)
    {
        var (a, b) = (old.Metadata, now.Metadata);
        return b.Generation is null
            || a.Generation != b.Generation
            || a.DeletionTimestamp != b.DeletionTimestamp
            || !Same(a.Labels, b.Labels)
            || !Same(a.Annotations, b.Annotations);
    }

    private static bool Same(IDictionary<string, string>? a, IDictionary<string, string>? b)
    {
        if ((a?.Count ?? 0) != (b?.Count ?? 0)) return false;
        if (a is null || b is null) return true;
        foreach (var (key, value) in a)
        {
            if (!b.TryGetValue(key, out var other) || other != value) return false;
        }
        return true;
    }
}
