using System.Collections.Concurrent;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.LiveStreams;

/// <summary>What is remembered of a stream, beside what is of every external resource.</summary>
internal sealed class LiveStreamMemory(OperatorOptions options, TimeProvider time) : ResourceMemory<ResourceKind>(time)
{
    // A longer gap between two looks at the input is a time that nobody watched.
    private static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What is in the way of the stream's part of the distribution, until it is worth trying again; null otherwise.</summary>
    public DistributionProblem? DistributionProblem(string uid) =>
        Of(uid).Refusal is { } refusal && Now < refusal.Until ? refusal.Problem : null;

    public void Refused(string uid, DistributionProblem problem)
    {
        var wait = TimeSpan.FromSeconds(problem.Passes ? options.TransitionPollSeconds * 2 : options.QuotaPollSeconds);
        Of(uid).Refusal = (problem, Now + Jitter.Around(wait));
    }

    /// <summary>The distribution may have room again.</summary>
    public void RetryDistribution(string uid) => Of(uid).Refusal = null;

    /// <summary>Takes note of a step that was done.</summary>
    /// <param name="uid">The stream's uid.</param>
    /// <param name="step">The step.</param>
    /// <param name="before">What was known before it.</param>
    /// <param name="after">What is known after it.</param>
    public void Did(string uid, ReconcileStep step, LiveStreamView before, LiveStreamView after)
    {
        Did(uid, step, after);
        var (entry, channel) = (Of(uid), before.Found(ResourceKind.Channel)?.State);
        switch (step)
        {
            case LiveStreamStep.Delete delete when delete.Kind == ResourceKind.Channel && channel == Lifecycle.CreateFailed:
                Failed(entry, Attempt.Create(delete.Kind));
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

    /// <summary>Notes what was observed of the input now; returns since when silence has been observed without a gap, null when it is not silent.</summary>
    public DateTimeOffset? Silent(string uid, bool isSilent)
    {
        var (entry, now) = (Of(uid), Now);
        var since = entry.Silence is { } silence && now - silence.Last <= LongestGap ? silence.Since : now;
        entry.Silence = isSilent ? (since, now) : null;
        return entry.Silence?.Since;
    }

    /// <summary>Notes the state of the channel as it was seen, null when it was not; returns since when it has been seen to run.</summary>
    public DateTimeOffset? Running(string uid, Lifecycle? seen)
    {
        var entry = Of(uid);
        if (seen is not null) entry.Running = seen == Lifecycle.Running ? entry.Running ?? Now : null;
        return entry.Running;
    }

    public override void Forget(string uid)
    {
        base.Forget(uid);
        _entries.TryRemove(uid, out _);
    }

    private void Failed(Entry entry, Attempt attempt) => entry.Failure = FailedAttempt.After(entry.Failure, attempt, Now);

    private Entry Of(string uid) => _entries.GetOrAdd(uid, _ => new());

    // A stream is worked on by one worker at a time.
    private sealed class Entry
    {
        public (DistributionProblem Problem, DateTimeOffset Until)? Refusal { get; set; }

        public FailedAttempt? Failure { get; set; }

        public (DateTimeOffset Since, DateTimeOffset Last)? Silence { get; set; }

        public DateTimeOffset? Running { get; set; }
    }
}
