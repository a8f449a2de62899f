using k8s;
using k8s.Models;
using Onair.Operator.AwsAccounts;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>What one round has learned so far of a custom resource and of its external resources.</summary>
/// <param name="resource">The custom resource as read from the cache.</param>
/// <param name="begun">What is known at the beginning.</param>
/// <param name="isApplied">Nobody has edited the spec since it was last applied, and no edit waits.</param>
/// <param name="time">The clock.</param>
internal abstract class ExternalRound<TResource, TView, TKind, TSeen>(TResource resource, TView begun, bool isApplied, TimeProvider time)
    : ReconcileRound<TResource, TView>(resource, begun, time)
    where TResource : class, IKubernetesObject<V1ObjectMeta>
    where TView : ExternalView<TKind, TSeen>
    where TKind : struct, Enum
    where TSeen : SeenResource
{
    private bool _intentIsFresh;

    /// <summary>The account of its provider; null when it cannot be used.</summary>
    public ProviderAccount? Account { get; set; }

    /// <summary>Spec and provider are as they were last applied: what differs now was changed in AWS.</summary>
    public bool IsDrift { get; protected set; } = isApplied;

    public IKubernetesObject<V1ObjectMeta> Owner => Resource;

    public ExternalView<TKind> Known => View;

    /// <summary>The calls go to this account. A provider that was edited, or whose Secrets were, may declare other resources.</summary>
    public void Connect(ProviderAccount? account, ResourceMemory<TKind> memory)
    {
        Account = account;
        if (account is null || !memory.AccountChanged(Learned.Uid, account)) return;
        Learn(v => v with { LookAtAll = true });
        IsDrift = false;
    }

    public void Observe(TKind kind, TSeen seen) => Learn(v => v with { Observed = new Dictionary<TKind, TSeen>(v.Observed) { [kind] = seen } });

    /// <summary>The resource may have changed; the next decision looks at it again.</summary>
    public void Forget(TKind kind) => Learn(v => v with { Observed = v.Observed.Where(o => !o.Key.Equals(kind)).ToDictionary() });

    public void Change(TKind kind)
    {
        Learn(v => v with { Changed = new HashSet<TKind>(v.Changed) { kind } });
        Forget(kind);
    }

    public virtual void Delete(TKind kind) => Change(kind);

    public virtual void Tag(TKind kind, string arn, bool isAdoption = false) => Change(kind);

    public virtual bool IsDriftOf(ResourceStep<TKind>.Update update) => IsDrift;

    /// <summary>What this process remembers of the attempts. Nothing was sent for an intent that this round has recorded.</summary>
    public void Remember(ResourceMemory<TKind> memory)
    {
        var uid = Learned.Uid;
        Learn(v => v with { AttemptEnded = _intentIsFresh ? null : memory.AttemptEnded(uid), Deleted = memory.Deleted(uid), AbsentSince = memory.AbsentSince(uid) });
    }

    /// <summary>A step was recorded. What it is about is looked at again; an intent is one that nothing was sent for yet.</summary>
    public virtual void Note(ReconcileStep recorded)
    {
        _intentIsFresh |= recorded is ResourceStep<TKind>.RecordIntent;
        if (recorded is ResourceStep<TKind>.RecordMissing) Learn(v => v with { MissingIsCounted = true });
        if (recorded is ResourceStep<TKind>.RecordId { Kind: var known }) Forget(known);
        if (recorded is ResourceStep<TKind>.RecordLoss { Kind: var lost }) Forget(lost);
    }
}
