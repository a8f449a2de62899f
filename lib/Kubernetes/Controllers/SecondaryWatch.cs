using k8s;
using k8s.Models;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Controllers;

/// <summary>Another kind whose changes trigger reconciles of <typeparamref name="T"/>.</summary>
internal interface ISecondaryWatch<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    IDisposable Subscribe(KnownObjects<T> primary, Action<NamespacedName> enqueue);
}

/// <summary>Another kind whose changes trigger reconciles of <typeparamref name="T"/>.</summary>
internal sealed class SecondaryWatch<T, TOther>(Informer<TOther> informer, Func<TOther, KnownObjects<T>, IEnumerable<NamespacedName>> map) : ISecondaryWatch<T>
    where T : class, IKubernetesObject<V1ObjectMeta>
    where TOther : class, IKubernetesObject<V1ObjectMeta>
{
    public IDisposable Subscribe(KnownObjects<T> primary, Action<NamespacedName> enqueue)
    {
        var replaying = true;
        var subscription = informer.Subscribe(e =>
        {
            // The primary's own first round covers the initial state.
            if (Volatile.Read(ref replaying)) return;
            // An object that the primary has not listed yet is enqueued when it is.
            foreach (var name in map(e.Object, primary)) enqueue(name);
            if (e.Old is null || ReferenceEquals(e.Old, e.Object)) return;
            // Objects that it referred to before must notice that it no longer matches.
            foreach (var name in map(e.Old, primary)) enqueue(name);
        });
        Volatile.Write(ref replaying, false);
        return subscription;
    }
}
