using k8s;
using k8s.Models;
using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Operator.Reconciliation;

/// <summary>What a kind brings to <see cref="ReconcileLoop{TResource, TRound}"/>.</summary>
internal abstract class ResourceReconciler<TResource, TRound>
    where TResource : class, IKubernetesObject<V1ObjectMeta>
    where TRound : ReconcileRound<TResource>
{
    /// <summary>More steps in one round mean that a step does not do what the decision expects of it.</summary>
    public virtual int MaxSteps => 60;

    /// <summary>The MediaProvider whose account or service the round calls; null when it calls none.</summary>
    public abstract string? ProviderOf(TResource resource);

    /// <summary>The priority of the round: whether it gets a slot, and that of its calls.</summary>
    public virtual CallPriority PriorityOf(TResource resource) => CallPriority.Normal;

    /// <summary>The priority of a step's calls. A round that only found out that something must stop does so no later than one that knew.</summary>
    public virtual CallPriority PriorityOf(ReconcileStep step, TRound round) => step.Priority ?? CallPriorityScope.Current;

    /// <summary>Begins a round: observes what is in the caches, and finds the provider.</summary>
    public abstract Task<TRound> BeginAsync(TResource resource, CancellationToken cancellationToken);

    /// <summary>The next step: a pure decision about what the round knows.</summary>
    public abstract ReconcileStep Decide(TRound round);

    /// <summary>Does one step of the kind's own, and lets the round know what came of it.</summary>
    public abstract Task ActAsync(ReconcileStep step, TRound round, CancellationToken cancellationToken);

    /// <summary>What an error in a step means. Errors of the API server and cancellation are not asked about: they are retried.</summary>
    public virtual StepError OnError(Exception error, ReconcileStep step, TRound round) => new StepError.Retries();

    /// <summary>The resource with the status that says how the round ended. Messages are stable: the same end again writes nothing.</summary>
    public abstract TResource AtEnd(RoundEnd end, TRound round);

    /// <summary>The message of the Event Deleted, before the finalizer goes.</summary>
    public abstract string DeletedMessage(TResource resource);

    /// <summary>How soon to look again; null for not before something changes.</summary>
    public abstract TimeSpan? RequeueAfter(RoundEnd end, TRound round);

    /// <summary>Whether a round that ends like this has found the Secrets that Onair wrote as they are to be.</summary>
    public virtual bool Verifies(RoundEnd end) => end is Settle;

    /// <summary>Whether a deletion in the same account may end what the resource waits for.</summary>
    public virtual bool WaitsForQuota(RoundEnd end, TRound round) => end.WaitsForQuota;

    /// <summary>Whether a step leaves room below a quota. The end of a resource does, too.</summary>
    public virtual bool FreesQuota(ReconcileStep step) => false;

    /// <summary>A resource is woken because something was deleted in its account: what a quota refused is tried again.</summary>
    public virtual void QuotaMayBeFree(string uid)
    {
    }

    /// <summary>Takes note of a round that ended, for what spares calls in the next ones.</summary>
    public virtual void Ended(RoundEnd end, TRound round)
    {
    }

    /// <summary>Forgets what spared calls for a resource that is gone.</summary>
    public virtual void Forget(TResource resource)
    {
    }
}
