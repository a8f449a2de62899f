using k8s.Models;
using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Api.LiveStreams;
using Onair.Events.Transitions;
using Onair.Kubernetes.Informers;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.LiveStreams.Accounts;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Metrics;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.LiveStreams;

/// <summary>What a LiveStream brings to the loop.</summary>
internal sealed class LiveStreamReconciler(
    LiveStreamActor actor, LiveStreamRecorder recorder, LiveStreamMemory memory, ChannelInput input, AccountViewCache views, ProviderLookup providers,
    Informer<Connector> connectors, WatchedSecrets<LiveStream> secrets, OperatorOptions options, TimeProvider time)
    : ResourceReconciler<LiveStream, LiveStreamRound>
{
    public override string? ProviderOf(LiveStream resource) => resource.ProviderName;

    public override CallPriority PriorityOf(LiveStream resource) =>
        DesiredRun.MustStop(resource, time.GetUtcNow()) ? CallPriority.Stop
        : resource.Metadata.Generation != resource.Recorded.ObservedGeneration ? CallPriority.User
        : CallPriority.Normal;

    public override CallPriority PriorityOf(ReconcileStep step, LiveStreamRound round) =>
        round.IsRoutine && step is LiveStreamStep.Look or LiveStreamStep.AskForInput ? CallPriority.Background : base.PriorityOf(step, round);

    public override async Task<LiveStreamRound> BeginAsync(LiveStream resource, CancellationToken cancellationToken)
    {
        var round = new LiveStreamRound(resource, Begun(resource), options.ClusterName, time);
        round.Remember(memory);
        if (round.Deleting)
            foreach (var kind in memory.ProvenAbsent(resource.Uid))
                round.Observe(kind, ObservedResource.Absent with { ByTag = true });
        await FindAccountAsync(round, cancellationToken);
        if (!round.View.LookAtAll && round.Account is not null) ObserveFromSweep(round);
        round.Watch(memory);
        return round;
    }

    public override ReconcileStep Decide(LiveStreamRound round) => round.AwaitsSweep ? new LiveStreamStep.Postpone() : DecideLiveStream.Next(round.View);

    public override async Task ActAsync(ReconcileStep step, LiveStreamRound round, CancellationToken cancellationToken)
    {
        var (uid, before) = (round.Resource.Uid, round.View);
        await actor.DoAsync(step, round, cancellationToken);
        memory.Did(uid, step, before, round.View);
        round.Remember(memory);
        round.Watch(memory);
    }

    public override StepError OnError(Exception error, ReconcileStep step, LiveStreamRound round)
    {
        if (LiveStreamErrors.OfDistribution(error, step, round.Secrets) is { } problem)
        {
            // Neither a show nor its end waits for the distribution.
            memory.Refused(round.Resource.Uid, problem);
            round.Remember(memory);
            return new StepError.Continues();
        }
        if (step is LiveStreamStep.Create) memory.Attempted(round.Resource.Uid, AwsFailure.IsRefusal(error));
        if (DecideSilence.IsUnanswered(error) && DecideDoubt.Of(round.View, round.Account?.Health.Of("medialive").SilentSince) is { } doubt) return new StepError.Retries(doubt);
        if (LiveStreamErrors.IsNotYetKnown(error, step, round.View))
            return new StepError.Ends(new Wait("Provisioning", "MediaLive does not know the new MediaPackage channel yet."));
        var end = LiveStreamErrors.EndOf(error, step, round.WasReady, round.Secrets);
        return end is null || AwsFailure.IsPassing(error) ? new StepError.Retries(end) : new StepError.Ends(end);
    }

    public override LiveStream AtEnd(RoundEnd end, LiveStreamRound round) => end is LiveStreamStep.Postpone ? round.Resource : recorder.AtEnd(end, round);

    public override string DeletedMessage(LiveStream resource) => "Nothing of the stream is left in AWS.";

    public override void Ended(RoundEnd end, LiveStreamRound round)
    {
        if (end is Settle or LiveStreamStep.Observe && round.View.LookAtAll) memory.DriftChecked(round.Resource.Uid, round.Account!, DriftCheck(round.Resource));
        if (Drift.Began(round.Before.Recorded.Conditions, round.Resource.Recorded.Conditions) is not null) DriftMetrics.Reported();
    }

    public override bool Verifies(RoundEnd end) => end is Settle or LiveStreamStep.Observe;

    // A full distribution holds no show up.
    public override bool WaitsForQuota(RoundEnd end, LiveStreamRound round) => end.WaitsForQuota || round.View.DistributionProblem is { Passes: false };

    public override void QuotaMayBeFree(string uid) => memory.RetryDistribution(uid);

    /// <summary>How soon to look again, with jitter so that streams spread out; at the latest when the schedule decides otherwise.</summary>
    public override TimeSpan? RequeueAfter(RoundEnd end, LiveStreamRound round)
    {
        var usual = Jitter.Around(TimeSpan.FromSeconds(Distributes(round) ? Math.Min(PollSeconds(end), options.TransitionPollSeconds * 2) : PollSeconds(end)));
        var boundary = (round.Resource.Recorded.Schedule?.Until ?? DateTimeOffset.MaxValue) - time.GetUtcNow();
        return boundary > TimeSpan.Zero && boundary < usual ? boundary : usual;
    }

    public override void Forget(LiveStream resource)
    {
        memory.Forget(resource.Uid);
        input.Forget(resource.Uid);
    }

    private LiveStreamView Begun(LiveStream stream) => new()
    {
        Uid = stream.Uid,
        Cluster = options.ClusterName,
        Name = stream.Metadata.Name ?? "",
        Namespace = stream.Namespace() ?? "",
        Spec = stream.Spec,
        Status = stream.Recorded,
        Now = time.GetUtcNow(),
        AdoptIds = AdoptAnnotation.Read(stream.GetAnnotation(Annotations.Adopt)).Ids.ToDictionary(id => ResourceKindTable.OfStatusField(id.Key), id => id.Value),
        Lag = TimeSpan.FromSeconds(options.ReadLagSeconds),
        DeploymentTime = TimeSpan.FromSeconds(options.DeploymentSeconds),
        IsFed = stream.Recorded.CurrentSessionId is not null && connectors.List().Any(c => LiveStreamRegistration.Feeds(c, stream)),
        LookAtAll = stream.Metadata.Generation != stream.Recorded.ObservedGeneration || IsStalled(stream) || IsTakenUpAgain(stream) || secrets.Suspicion(stream.Uid) is not null
            // Before the first sweep nobody knows how many streams share the account.
            || (views.Of(stream.ProviderName).Shares is { } shares && memory.DriftCheckIsDue(stream.Uid, shares.DriftCheck)),
    };

    private double PollSeconds(RoundEnd end) => end switch
    {
        LiveStreamStep.Postpone => 1,
        Wait { For: WaitFor.Provider } => options.TransitionPollSeconds,
        { WaitsForQuota: true } => options.QuotaPollSeconds,
        Wait { For: WaitFor.OnAir } or LiveStreamStep.Settle { Running: true } or LiveStreamStep.Observe { Running: true } => options.RunningPollSeconds,
        Settle or LiveStreamStep.Observe => options.IdlePollSeconds,
        // A change in the cluster triggers a reconcile before.
        _ => 15,
    };

    // The URL of the distribution is published when CloudFront has deployed it.
    private static bool Distributes(LiveStreamRound round) =>
        !round.Deleting && round.View.DistributionProblem is not { Passes: false } && round.Resource.Spec.Distribution.Live
        && round.Resource.Recorded.Playback is { Url: not null, LiveUrl: null };

    // The rest of an edit that stalled halfway is still to be applied. A hold is not a stalled edit.
    private static bool IsStalled(LiveStream stream) => stream.Recorded.Hold is null && stream.Is(ConditionTypes.Stalled);

    // Nobody has applied or corrected anything while the annotation was set. The status remembers it across a restart.
    private static bool IsTakenUpAgain(LiveStream stream) => stream.Recorded.Run is { IsLeftAlone: true } && !AnnotationsOf(stream).Any(a => a == "true");

    private static IEnumerable<string?> AnnotationsOf(LiveStream stream) =>
        new[] { Annotations.Paused, Annotations.ObserveOnly }.Select(name => stream.GetAnnotation(name));

    // A stream at rest costs no call: the sweep has seen its channel, and the last alerts hold for a while.
    private void ObserveFromSweep(LiveStreamRound round)
    {
        var stream = round.Resource;
        if (round.Annotation(Annotations.ObserveOnly) == "true" || stream.Recorded.Conditions.All(c => c is not { Type: ConditionTypes.Ready, Status: not ConditionStatus.False }))
            return;
        if (views.ChannelAtRest(stream) is { } channel) round.Observe(ResourceKind.Channel, channel);
        else round.AwaitsSweep = !round.Deleting && views.Of(stream.ProviderName).IsBeginning;
        input.Recall(round);
    }

    private TimeSpan DriftCheck(LiveStream stream) => views.Of(stream.ProviderName).Shares?.DriftCheck ?? TimeSpan.FromSeconds(options.DriftCheckSeconds);

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
        round.Connect(await providers.AccountAsync(round, name, round.Resource.Spec.ProviderName, "spec.providerRef.name", cancellationToken), memory);
    }
}
