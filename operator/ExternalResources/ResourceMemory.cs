using System.Collections.Concurrent;
using Onair.Operator.AwsAccounts;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.ExternalResources;

/// <summary>What spares calls to the provider from one round to the next. Nothing relies on it: a restart forgets it.</summary>
/// <typeparam name="TKind">The kinds of the external resources.</typeparam>
internal abstract class ResourceMemory<TKind>(TimeProvider time)
    where TKind : struct, Enum
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Whether all resources are to be compared now. The first check after a start is spread over the period.</summary>
    public bool DriftCheckIsDue(string uid, TimeSpan interval)
    {
        var entry = Of(uid);
        entry.DriftCheck ??= Now + (interval * Random.Shared.NextDouble());
        return Now >= entry.DriftCheck;
    }

    public void DriftChecked(string uid, ProviderAccount account, TimeSpan interval) =>
        (Of(uid).DriftCheck, Of(uid).Account) = (Now + Jitter.Around(interval), account);

    /// <summary>Somebody may have changed the owner's resources: they are compared at the next round.</summary>
    public void CheckDriftNow(string uid) => Of(uid).DriftCheck = Now;

    /// <summary>Whether the provider's account was rebuilt since all resources were last compared.</summary>
    public bool AccountChanged(string uid, ProviderAccount account) => (Of(uid).Account ??= account) != account;

    /// <summary>What a deletion has proven to be gone; it need not search again.</summary>
    public IEnumerable<TKind> ProvenAbsent(string uid) => Of(uid).Absent.Keys;

    /// <summary>Since when a deletion has not found resources, neither by id nor by tag.</summary>
    public IReadOnlyDictionary<TKind, DateTimeOffset> AbsentSince(string uid) => Of(uid).AbsentSince.ToDictionary();

    /// <summary>The ids that the provider accepted the deletion of, or denied to have.</summary>
    public IReadOnlySet<string> Deleted(string uid) => Of(uid).Deleted.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// When the last attempt at a creation ended. An attempt of a former process, or of a former leader, ended before this one first saw
    /// the owner. Null after an attempt that was refused.
    /// </summary>
    public DateTimeOffset? AttemptEnded(string uid) => Of(uid).AttemptEnded;

    /// <summary>An attempt at a creation has failed.</summary>
    /// <param name="uid">The owner's uid.</param>
    /// <param name="refused">The provider said that it created nothing.</param>
    public void Attempted(string uid, bool refused) => Of(uid).AttemptEnded = refused ? null : Now;

    public virtual void Forget(string uid) => _entries.TryRemove(uid, out _);

    /// <summary>Takes note of a step that was done.</summary>
    /// <param name="uid">The owner's uid.</param>
    /// <param name="step">The step.</param>
    /// <param name="after">What is known after it.</param>
    protected void Did(string uid, ReconcileStep step, ExternalView<TKind> after)
    {
        var entry = Of(uid);
        switch (step)
        {
            // A part is looked for by what it belongs to, not by tag. What may still appear has to be looked for again.
            case ResourceStep<TKind>.Look { ByTag: true, Kind: var kind } when after.Deleting && after.Found(kind) is { Exists: false }
                && !after.IsPartOfAnother(kind) && !(Intent.IsBegun(after, kind) && Intent.MayAppear(after)):
                entry.AbsentSince.TryAdd(kind, Now);
                if (Removal.IsProvenAbsent(after, kind)) entry.Absent[kind] = true;
                break;
            case ResourceStep<TKind>.Look { Kind: var kind } when after.Found(kind) is { Exists: true }:
                entry.AbsentSince.TryRemove(kind, out _);
                break;
            // Some ids are derived from the uid, so that a new resource has that of a deleted one.
            case ResourceStep<TKind>.Create create:
                entry.AttemptEnded = Now;
                if (after.RecordedId(create.Kind) is { } made) entry.Deleted.TryRemove(made, out _);
                break;
            case ResourceStep<TKind>.RecordId record:
                entry.Deleted.TryRemove(record.Id, out _);
                break;
            case ResourceStep<TKind>.Delete delete:
                entry.Deleted[delete.Resource.Id] = true;
                break;
        }
    }

    protected DateTimeOffset Now => time.GetUtcNow();

    private Entry Of(string uid) => _entries.GetOrAdd(uid, _ => new() { AttemptEnded = Now });

    // An owner is worked on by one worker at a time.
    private sealed class Entry
    {
        public DateTimeOffset? DriftCheck { get; set; }

        public ProviderAccount? Account { get; set; }

        public ConcurrentDictionary<TKind, bool> Absent { get; } = [];

        public ConcurrentDictionary<TKind, DateTimeOffset> AbsentSince { get; } = [];

        public ConcurrentDictionary<string, bool> Deleted { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset? AttemptEnded { get; set; }
    }
}
