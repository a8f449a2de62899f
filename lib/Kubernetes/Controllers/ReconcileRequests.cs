using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Controllers;

/// <summary>Asks for the reconcile of objects for a reason outside the API server.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class ReconcileRequests<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    internal event Action<NamespacedName>? Requested;

    /// <summary>Has the object reconciled soon. Without a running controller nothing happens: its first round covers every object.</summary>
    public void Add(NamespacedName name) => Requested?.Invoke(name);
}
