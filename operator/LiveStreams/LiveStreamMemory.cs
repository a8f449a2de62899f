using System.Collections.Concurrent;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.LiveStreams;

/// <summary>What spares calls to AWS from one round to the next. Nothing relies on it: a restart forgets it.</summary>
internal sealed class LiveStreamMemory(OperatorOptions options, TimeProvider time)
{
    // A longer gap between two looks at the input is a time in which nobody watched.
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What is in the way of the stream's part of the distribution, until it is worth trying again; null otherwise.</summary>
    public DistributionProblem? DistributionProblem(string uid) =>
        Of(uid).Refusal is { } refusal && time.GetUtcNow() < refusal.Until ? refusal.Problem : null;

    public void Refused(string uid, DistributionProblem problem)
    {
        var wait = TimeSpan.FromSeconds(problem.Passes ? options.TransitionPollSeconds * 2 : options.QuotaPollSeconds);
        Of(uid).Refusal = (problem, time.GetUtcNow() + Jitter.Around(wait));
    }

    /// <summary>The distribution may have room again.</summary>
    public void RetryDistribution(string uid) => Of(uid).Refusal = null;

    /// <summary>Whether all resources are to be compared now. The first check after a start is spread over the period.</summary>
    public bool DriftCheckIsDue(string uid, TimeSpan interval)
    {
        var entry = Of(uid);
        entry.DriftCheck ??= time.GetUtcNow() + (interval * Random.Shared.NextDouble());
        return time.GetUtcNow() >= entry.DriftCheck;
    }

    public void DriftChecked(string uid, ProviderAccount account, TimeSpan interval) =>
        (Of(uid).DriftCheck, Of(uid).Account) = (time.GetUtcNow() + Jitter.Around(interval), account);

    /// <summary>Somebody may have changed the stream's resources: they are compared at the next round.</summary>
    public void CheckDriftNow(string uid) => Of(uid).DriftCheck = time.GetUtcNow();

    /// <summary>Whether the provider's account was rebuilt since all resources were last compared.</summary>
    public bool AccountChanged(string uid, ProviderAccount account) => (Of(uid).Account ??= account) != account;

    /// <summary>What a deletion has proven to be gone; it need not search again.</summary>
    public IEnumerable<ResourceKind> ProvenAbsent(string uid) => Of(uid).Absent.Keys;

    /// <summary>Since when a deletion has not found resources, neither by id nor by tag.</summary>
    public IReadOnlyDictionary<ResourceKind, DateTimeOffset> AbsentSince(string uid) => Of(uid).AbsentSince.ToDictionary();

    /// <summary>What AWS accepted the deletion of, or denied to have.</summary>
    public IReadOnlySet<ResourceKind> Deleted(string uid) => Of(uid).Deleted.Keys.ToHashSet();

    /// <summary>
    /// When the last attempt at a creation ended. An attempt of a former process, or of a former leader, ended before this one first saw
    /// the stream. Null after an attempt that AWS refused.
    /// </summary>
    public DateTimeOffset? AttemptEnded(string uid) => Of(uid).AttemptEnded;

    /// <summary>An attempt at a creation has failed.</summary>
    /// <param name="uid">The stream's uid.</param>
    /// <param name="refused">AWS said that it created nothing.</param>
    public void Attempted(string uid, bool refused) => Of(uid).AttemptEnded = refused ? null : time.GetUtcNow();

    /// <summary>Takes note of a step that was done.</summary>
    /// <param name="uid">The stream's uid.</param>
    /// <param name="step">The step.</param>
    /// <param name="before">What was known before it.</param>
    /// <param name="after">What is known after it.</param>
    public void Did(string uid, ReconcileStep step, LiveStreamView before, LiveStreamView after)
    {
        var (entry, channel) = (Of(uid), before.Found(ResourceKind.Channel)?.State);
        switch (step)
        {
            case LiveStreamStep.Look { ByTag: true, Kind: var kind } when after.Deleting && after.Found(kind) is { Exists: false }:
                entry.AbsentSince.TryAdd(kind, time.GetUtcNow());
                if (Removal.IsProvenAbsent(after, kind)) entry.Absent[kind] = true;
                break;
            case LiveStreamStep.Look { Kind: var kind } when after.Found(kind) is { Exists: true }:
                entry.AbsentSince.TryRemove(kind, out _);
                break;
            case LiveStreamStep.Create create:
                entry.AttemptEnded = time.GetUtcNow();
                entry.Deleted.TryRemove(create.Kind, out _);
                break;
            // A creation whose answer was lost: what was deleted before it has another id.
            case LiveStreamStep.RecordId record:
                entry.Deleted.TryRemove(record.Kind, out _);
                break;
            case LiveStreamStep.Delete delete:
                entry.Deleted[delete.Kind] = true;
                if (delete.Kind == ResourceKind.Channel && channel == Lifecycle.CreateFailed) Failed(entry, Attempt.Create(delete.Kind));
                break;
            case LiveStreamStep.Update update when channel == Lifecycle.UpdateFailed:
                Failed(entry, Attempt.Update(update.Kind));
                break;
            // Only a channel that is idle again in the same session has failed to start; when it runs, nobody asks.
            case LiveStreamStep.Start:
                Failed(entry, Attempt.Start(after.Status.CurrentSessionId!));
                break;
        }
    }

    public FailedAttempt? Failure(string uid) => Of(uid).Failure;

    /// <summary>Notes that the input was observed now; returns since when it has been without a gap.</summary>
    public DateTimeOffset Watched(string uid)
    {
        var (entry, now) = (Of(uid), time.GetUtcNow());
        var since = entry.Watch is { } watch && now - watch.Last <= LongestGap ? watch.Since : now;
        entry.Watch = (since, now);
        return since;
    }

    public void Forget(string uid) => _entries.TryRemove(uid, out _);

    private void Failed(Entry entry, Attempt attempt) => entry.Failure = FailedAttempt.After(entry.Failure, attempt, time.GetUtcNow());

    private Entry Of(string uid) => _entries.GetOrAdd(uid, _ => new() { AttemptEnded = time.GetUtcNow() });

    // A stream is worked on by one worker at a time.
    private sealed class Entry
    {
        public (DistributionProblem Problem, DateTimeOffset Until)? Refusal { get; set; }

        public DateTimeOffset? DriftCheck { get; set; }

        public ProviderAccount? Account { get; set; }

        public ConcurrentDictionary<ResourceKind, bool> Absent { get; } = [];

        public ConcurrentDictionary<ResourceKind, DateTimeOffset> AbsentSince { get; } = [];

        public ConcurrentDictionary<ResourceKind, bool> Deleted { get; } = [];

        public DateTimeOffset? AttemptEnded { get; set; }

        public FailedAttempt? Failure { get; set; }

        public (DateTimeOffset Since, DateTimeOffset Last)? Watch { get; set; }
    }
}
