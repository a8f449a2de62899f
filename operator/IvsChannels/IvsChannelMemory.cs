using System.Collections.Concurrent;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.IvsChannels;

/// <summary>What spares calls to AWS from one round to the next. Nothing relies on it: a restart forgets it.</summary>
internal sealed class IvsChannelMemory(OperatorOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>Whether all resources are to be compared now. The first check after a start is spread over the period.</summary>
    public bool DriftCheckIsDue(string uid)
    {
        var entry = Of(uid);
        entry.DriftCheck ??= time.GetUtcNow() + (TimeSpan.FromSeconds(options.DriftCheckSeconds) * Random.Shared.NextDouble());
        return time.GetUtcNow() >= entry.DriftCheck;
    }

    public void DriftChecked(string uid, ProviderAccount account) =>
        (Of(uid).DriftCheck, Of(uid).Account) = (time.GetUtcNow() + Jitter.Around(TimeSpan.FromSeconds(options.DriftCheckSeconds)), account);

    /// <summary>Somebody may have changed the channel's resources: they are compared at the next round.</summary>
    public void CheckDriftNow(string uid) => Of(uid).DriftCheck = time.GetUtcNow();

    /// <summary>Whether the provider's account was rebuilt since all resources were last compared.</summary>
    public bool AccountChanged(string uid, ProviderAccount account) => (Of(uid).Account ??= account) != account;

    /// <summary>What a deletion has proven to be gone; it need not search again.</summary>
    public IEnumerable<IvsResource> ProvenAbsent(string uid) => Of(uid).Absent.Keys;

    /// <summary>Since when a deletion has not found resources, neither by ARN nor by tag.</summary>
    public IReadOnlyDictionary<IvsResource, DateTimeOffset> AbsentSince(string uid) => Of(uid).AbsentSince.ToDictionary();

    /// <summary>The ARNs that AWS accepted the deletion of, or denied to have.</summary>
    public IReadOnlySet<string> Deleted(string uid) => Of(uid).Deleted.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// When the last attempt at a creation ended. An attempt of a former process, or of a former leader, ended before this one first saw
    /// the channel. Null after an attempt that AWS refused.
    /// </summary>
    public DateTimeOffset? AttemptEnded(string uid) => Of(uid).AttemptEnded;

    /// <summary>When to try again to make a recording configuration that has failed; null when none has.</summary>
    public DateTimeOffset? RecordingRetryAt(string uid) => Of(uid).RecordingRetryAt;

    /// <summary>An attempt at a creation has failed.</summary>
    /// <param name="uid">The channel's uid.</param>
    /// <param name="refused">AWS said that it created nothing.</param>
    public void Attempted(string uid, bool refused) => Of(uid).AttemptEnded = refused ? null : time.GetUtcNow();

    /// <summary>Takes note of a step that was done.</summary>
    /// <param name="uid">The channel's uid.</param>
    /// <param name="step">The step.</param>
    /// <param name="before">What was known before it.</param>
    /// <param name="after">What is known after it.</param>
    public void Did(string uid, ReconcileStep step, IvsChannelView before, IvsChannelView after)
    {
        var entry = Of(uid);
        switch (step)
        {
            // The key is looked for by its channel, not by tag.
            case IvsChannelStep.Look { ByTag: true, Kind: not IvsResource.StreamKey and var kind } when after.Deleting && after.Found(kind) is { Exists: false } && !(Intent.IsBegun(after, kind) && Intent.MayAppear(after)):
                entry.AbsentSince.TryAdd(kind, time.GetUtcNow());
                if (Removal.IsProvenAbsent(after, kind)) entry.Absent[kind] = true;
                break;
            case IvsChannelStep.Look { Kind: var kind } when after.Found(kind) is { Exists: true }:
                entry.AbsentSince.TryRemove(kind, out _);
                break;
            case IvsChannelStep.Create:
                entry.AttemptEnded = time.GetUtcNow();
                break;
            case IvsChannelStep.Delete delete:
                entry.Deleted[delete.Resource.Id] = true;
                if (delete.Kind == IvsResource.RecordingConfiguration && before.Found(delete.Kind) is { State: IvsState.CreateFailed } failed && failed.Id == delete.Resource.Id)
                    entry.RecordingRetryAt = time.GetUtcNow() + Jitter.Around(TimeSpan.FromSeconds(options.QuotaPollSeconds));
                break;
        }
    }

    /// <summary>The spec was edited: what failed before may succeed now.</summary>
    public void Edited(string uid) => Of(uid).RecordingRetryAt = null;

    public void Forget(string uid) => _entries.TryRemove(uid, out _);

    private Entry Of(string uid) => _entries.GetOrAdd(uid, _ => new() { AttemptEnded = time.GetUtcNow() });

    // A channel is worked on by one worker at a time.
    private sealed class Entry
    {
        public DateTimeOffset? DriftCheck { get; set; }

        public ProviderAccount? Account { get; set; }

        public ConcurrentDictionary<IvsResource, bool> Absent { get; } = [];

        public ConcurrentDictionary<IvsResource, DateTimeOffset> AbsentSince { get; } = [];

        public ConcurrentDictionary<string, bool> Deleted { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset? AttemptEnded { get; set; }

        public DateTimeOffset? RecordingRetryAt { get; set; }
    }
}
