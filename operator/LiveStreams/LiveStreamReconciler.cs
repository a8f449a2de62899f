using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.MediaProviders.Limits;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>What a LiveStream brings to the loop.</summary>
internal sealed class LiveStreamReconciler(
    LiveStreamActor actor, LiveStreamRecorder recorder, LiveStreamMemory memory, ProviderLookup providers, OperatorOptions options, TimeProvider time)
    : ResourceReconciler<LiveStream, LiveStreamRound>
{
    public override string? ProviderOf(LiveStream resource) => resource.ProviderName;

    public override CallPriority PriorityOf(LiveStream resource) =>
        MustStop(resource) ? CallPriority.Stop
        : resource.Metadata.Generation != resource.Recorded.ObservedGeneration ? CallPriority.User
        : CallPriority.Normal;

    public override async Task<LiveStreamRound> BeginAsync(LiveStream resource, CancellationToken cancellationToken)
    {
        var round = new LiveStreamRound(resource, options.ClusterName, time)
        {
            BehaviourRefused = memory.BehaviourRefused(resource.Uid),
            LookAtAll = resource.Metadata.Generation != resource.Recorded.ObservedGeneration || IsStalled(resource)
                || memory.DriftCheckIsDue(resource.Uid),
        };
        if (round.Deleting)
            foreach (var kind in memory.ProvenAbsent(resource.Uid))
                round.Observe(kind, ObservedResource.Absent with { ByTag = true });
        await FindAccountAsync(round, cancellationToken);
        return round;
    }

    public override ReconcileStep Decide(LiveStreamRound round) => DecideLiveStream.Next(round.View());

    public override async Task ActAsync(ReconcileStep step, LiveStreamRound round, CancellationToken cancellationToken)
    {
        await actor.DoAsync(step, round, cancellationToken);
        if (step is LiveStreamStep.Look { ByTag: true, Kind: var kind } && round.Deleting && round.View().Found(kind) is { Exists: false })
            memory.ProvenAbsent(round.Resource.Uid, kind);
    }

    public override StepError OnError(Exception error, ReconcileStep step, LiveStreamRound round)
    {
        var end = LiveStreamErrors.EndOf(error, step, round.WasReady, round.Secrets);
        if (step is LiveStreamStep.Create { Kind: ResourceKind.Behaviour } && end is Wait { For: WaitFor.Quota } refused)
        {
            // The broadcast does not wait for the distribution.
            memory.RefuseBehaviour(round.Resource.Uid, refused.Message);
            round.BehaviourRefused = refused.Message;
            return new StepError.Continues();
        }
        return end is null || LiveStreamErrors.IsPassing(error) ? new StepError.Retries(end) : new StepError.Ends(end);
    }

    public override LiveStream AtEnd(RoundEnd end, LiveStreamRound round) => recorder.AtEnd(end, round);

    public override IEnumerable<(EventType Type, string Reason, string Message)> EventsBetween(LiveStream before, LiveStream after) =>
        StreamEvents.Between(before.Recorded, after.Recorded);

    public override string DeletedMessage(LiveStream resource) => "Nothing of the stream is left in AWS.";

    public override void Ended(RoundEnd end, LiveStreamRound round)
    {
        if (end is Settle or LiveStreamStep.Observe && round.LookAtAll) memory.DriftChecked(round.Resource.Uid, round.Account!);
        if (StreamEvents.IsDriftNew(round.Before.Recorded, round.Resource.Recorded)) DriftMetrics.Reported();
    }

    /// <summary>How soon to look again, with jitter so that streams spread out; at the latest when the schedule decides otherwise.</summary>
    public override TimeSpan? RequeueAfter(RoundEnd end, LiveStreamRound round)
    {
        var usual = Jitter.Around(TimeSpan.FromSeconds(PollSeconds(end)));
        var boundary = (round.Resource.Recorded.Schedule?.Until ?? DateTimeOffset.MaxValue) - time.GetUtcNow();
        return boundary > TimeSpan.Zero && boundary < usual ? boundary : usual;
    }

    public override void Forget(LiveStream resource) => memory.Forget(resource.Uid);

    private double PollSeconds(RoundEnd end) => end switch
    {
        Wait { For: WaitFor.Provider } => options.TransitionPollSeconds,
        Wait { For: WaitFor.Quota } => options.QuotaPollSeconds,
        Wait { For: WaitFor.OnAir } or LiveStreamStep.Settle { Running: true } or LiveStreamStep.Observe { Running: true } => options.RunningPollSeconds,
        Settle or LiveStreamStep.Observe => options.IdlePollSeconds,
        // A change in the cluster triggers a reconcile before.
        _ => 15,
    };

    // A session that is to end, as far as the resource itself says.
    private bool MustStop(LiveStream stream) => stream.Recorded.CurrentSessionId is not null
        && (stream.Metadata.DeletionTimestamp is not null || stream.Recorded.Hold is not null
            || (RunSchedule.At(stream.Spec, time.GetUtcNow())?.State ?? stream.Spec.State) == StreamState.Stopped);

    // The rest of an edit that stalled halfway is still to be applied. A hold is not a stalled edit.
    private static bool IsStalled(LiveStream stream) => stream.Recorded.Hold is null && stream.Is(ConditionTypes.Stalled);

    // The provider that the resources were made with, which an edited spec no longer names.
    private async Task FindAccountAsync(LiveStreamRound round, CancellationToken cancellationToken)
    {
        var name = round.Resource.ProviderName;
        if (name.Length == 0)
        {
            // The rules say what is missing.
            round.ProviderProblem = new(ProviderLookup.Missing, "");
            return;
        }
        round.Account = await providers.AccountAsync(round, name, "spec.providerRef.name", cancellationToken);
        // A provider that was edited, or whose Secrets were, may declare other resources.
        if (round.Account is { } account && memory.AccountChanged(round.Resource.Uid, account)) (round.LookAtAll, round.IsDrift) = (true, false);
    }
}
