namespace Onair.Kubernetes;

/// <summary>Another kind whose changes are worth reconciles of <typeparamref name="T"/>.</summary>
internal interface ISecondaryWatch<T> where T : class, IKubernetesObject
{
    IInformer Informer { get; }

    IDisposable Subscribe(Informer<T> primary, Action<NamespacedName> enqueue);
}

/// <summary>Another kind whose changes are worth reconciles of <typeparamref name="T"/>.</summary>
internal sealed class SecondaryWatch<T, TOther>(Informer<TOther> informer, Func<TOther, Informer<T>, IEnumerable<NamespacedName>> map) : ISecondaryWatch<T>
    where T : class, IKubernetesObject
    where TOther : class, IKubernetesObject
{
    public IInformer Informer => informer;

    public IDisposable Subscribe(Informer<T> primary, Action<NamespacedName> enqueue)
    {
        var replaying = true;
        var subscription = informer.Subscribe(e =>
        {
            // What is there at the start is covered by the primary's own first round.
            if (Volatile.Read(ref replaying)) return;
            foreach (var name in map(e.Object, primary)) enqueue(name);
            if (e.Old is null || ReferenceEquals(e.Old, e.Object)) return;
            // Who referred to it before must see that it no longer fits.
            foreach (var name in map(e.Old, primary)) enqueue(name);
        });
        Volatile.Write(ref replaying, false);
        return subscription;
    }
}
