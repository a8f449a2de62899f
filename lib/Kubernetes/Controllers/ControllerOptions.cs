using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Controllers;

/// <summary>How a controller is run.</summary>
/// <typeparam name="T">The kind it reconciles.</typeparam>
public sealed class ControllerOptions<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The defaults.</summary>
    public ControllerOptions() : this(new InformerOptions<T>())
    {
    }

    internal ControllerOptions(InformerOptions<T> informer) => Informer = informer;

    /// <summary>The name in metrics and logs; the resource's plural by default.</summary>
    public string? Name { get; set; }

    /// <summary>How many objects are reconciled at the same time.</summary>
    public int MaxConcurrentReconciles { get; set; } = 4;

    /// <summary>First wait after a failure; doubles with each further failure, with jitter.</summary>
    public TimeSpan MinBackoff { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Longest wait after failures.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often an object is reconciled at least, at low priority and with jitter; null for never.</summary>
    public TimeSpan? ResyncPeriod { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a reconcile waits for the cache to see its own last write before the cache lists again.</summary>
    public TimeSpan CacheWait { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a change (old, new) triggers a reconcile. By default a change of generation, deletionTimestamp, labels or
    /// annotations does; one of status or finalizers alone does not.</summary>
    public Func<T, T, bool> IsWorthReconciling { get; set; } = ChangePredicates.DesiredStateChanged;

    /// <summary>The reconciled kind's own informer: selectors, indexes, transformation.</summary>
    public InformerOptions<T> Informer { get; }

    internal List<Action<IServiceCollection>> Registrations { get; } = [];

    internal List<Func<IServiceProvider, ISecondaryWatch<T>>> SecondaryWatches { get; } = [];

    internal List<Func<IServiceProvider, IInformer>> Caches { get; } = [];

    /// <summary>Has the controller start only when the whole list of a kind is in its cache. Required of each kind, its own included, whose
    /// informer its reconciles ask: the informer refuses to call an object absent before.</summary>
    /// <remarks>A controller's own kind is not waited for otherwise: its objects are reconciled from the first page of the first list on.</remarks>
    /// <param name="type">The kind; its informer is shared.</param>
    public ControllerOptions<T> Reads<TOther>(ResourceType<TOther> type) where TOther : class, IKubernetesObject<V1ObjectMeta>
    {
        Registrations.Add(services => InformerSetup<TOther>.Of(services, type));
        Caches.Add(provider => provider.GetRequiredService<Informer<TOther>>());
        return this;
    }

    /// <summary>Reconciles the objects that <paramref name="map"/> names whenever an object of another kind changes, and waits for the whole
    /// list of that kind as <see cref="Reads"/> does. The map gets the changed object and the known objects of this kind, whose indexes find
    /// those that refer to it; an object that is listed later is reconciled then.</summary>
    /// <param name="type">The other kind; its informer is shared.</param>
    /// <param name="map">Names to reconcile; called on the informer's thread for the old and the new state.</param>
    /// <param name="configure">Selectors, indexes and transformation of the other informer.</param>
    public ControllerOptions<T> Watch<TOther>(ResourceType<TOther> type, Func<TOther, KnownObjects<T>, IEnumerable<NamespacedName>> map, Action<InformerOptions<TOther>>? configure = null)
        where TOther : class, IKubernetesObject<V1ObjectMeta>
    {
        Registrations.Add(services =>
        {
            var setup = InformerSetup<TOther>.Of(services, type);
            configure?.Invoke(setup.Options);
        });
        Caches.Add(provider => provider.GetRequiredService<Informer<TOther>>());
        SecondaryWatches.Add(provider => new SecondaryWatch<T, TOther>(provider.GetRequiredService<Informer<TOther>>(), map));
        return this;
    }
}
