using k8s;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Operator.Reconciliation;

/// <summary>What one round of reconciling has learned so far. It lives for the round; the next one starts from what is recorded.</summary>
/// <param name="resource">The resource as read from the cache.</param>
/// <param name="time">The clock.</param>
internal abstract class ReconcileRound<TResource>(TResource resource, TimeProvider time)
    where TResource : class, IKubernetesObject<V1ObjectMeta>
{
    private (string? Version, IReadOnlyList<Violation> All)? _violations;

    /// <summary>The resource when the round began; Events report what has changed since.</summary>
    public TResource Before { get; } = resource;

    /// <summary>The resource as last written.</summary>
    public TResource Resource { get; set; } = resource;

    /// <summary>The resource's MediaProvider; null when it was not found.</summary>
    public MediaProvider? Provider { get; set; }

    /// <summary>Why no calls can be made to the provider; null when they can.</summary>
    public ProviderProblem? ProviderProblem { get; set; }

    /// <summary>This process has found, since the deletion, that nothing of the resource is left but its events.</summary>
    public bool IsProvenGone { get; set; }

    public DateTimeOffset Now => time.GetUtcNow();

    public bool Deleting => Resource.Metadata.DeletionTimestamp is not null;

    /// <summary>
    /// Somebody has edited or deleted the resource since the round began. What the round has observed, it has observed for the former spec.
    /// </summary>
    public bool IsOutdated =>
        Resource.Metadata.Generation != Before.Metadata.Generation || Resource.Metadata.DeletionTimestamp != Before.Metadata.DeletionTimestamp;

    public bool HasFinalizer => Resource.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true;

    public string? Annotation(string name) => Resource.GetAnnotation(name);

    /// <summary>The rules that the resource breaks.</summary>
    protected abstract IReadOnlyList<Violation> Check();

    // Every step of a round asks for them; they change only with the resource.
    protected IReadOnlyList<Violation> Violations()
    {
        if (_violations is { } known && known.Version == Resource.Metadata.ResourceVersion) return known.All;
        var all = Check();
        _violations = (Resource.Metadata.ResourceVersion, all);
        return all;
    }
}

/// <summary>A round that holds the view that its decisions depend on. A step adds what it has learned.</summary>
/// <param name="resource">The resource as read from the cache.</param>
/// <param name="begun">What is known at the beginning. What the resource itself says is read again each time.</param>
/// <param name="time">The clock.</param>
internal abstract class ReconcileRound<TResource, TView>(TResource resource, TView begun, TimeProvider time) : ReconcileRound<TResource>(resource, time)
    where TResource : class, IKubernetesObject<V1ObjectMeta>
    where TView : ResourceView
{
    /// <summary>What the round has learned, beside what the resource itself says.</summary>
    protected TView Learned { get; private set; } = begun;

    /// <summary>What is declared and recorded now, and what was observed in this round. A value: it stays what was known when it was taken.</summary>
    public TView View => Declared(Learned) with
    {
        Now = Now,
        Paused = Annotation(Annotations.Paused) == "true",
        Deleting = Deleting,
        HasFinalizer = HasFinalizer,
        IsProvenGone = IsProvenGone,
        Violations = Violations(),
        ProviderProblem = ProviderProblem,
    };

    /// <summary>Adds what was learned: <c>round.Learn(v => v with { Receiving = true })</c>.</summary>
    public void Learn(Func<TView, TView> change) => Learned = change(Learned);

    /// <summary>What the resource itself says: its spec, its status, its annotations, and what follows from them.</summary>
    protected abstract TView Declared(TView view);
}
