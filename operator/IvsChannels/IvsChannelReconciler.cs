using Onair.Api.IvsChannels;
using Onair.Events.Transitions;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.IvsChannels.Accounts;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Metrics;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.IvsChannels;

/// <summary>What an IvsChannel brings to the loop.</summary>
internal sealed class IvsChannelReconciler(
    IvsChannelActor actor, IvsChannelMemory memory, AccountViewCache views, ProviderLookup providers, WatchedSecrets<IvsChannel> secrets, OperatorOptions options, TimeProvider time)
    : ResourceReconciler<IvsChannel, IvsChannelRound>
{
    public override string? ProviderOf(IvsChannel resource) => resource.ProviderName;

    public override CallPriority PriorityOf(IvsChannel resource) =>
        resource.Metadata.DeletionTimestamp is not null && resource.Recorded.Stream is not null ? CallPriority.Stop
        : resource.Metadata.Generation != resource.Recorded.ObservedGeneration ? CallPriority.User
        : CallPriority.Normal;

    public override CallPriority PriorityOf(ReconcileStep step, IvsChannelRound round) =>
        round.IsRoutine && step is IvsChannelStep.Look or IvsChannelStep.LookAtStream ? CallPriority.Background : base.PriorityOf(step, round);

    public override async Task<IvsChannelRound> BeginAsync(IvsChannel resource, CancellationToken cancellationToken)
    {
        var (uid, edited) = (resource.Uid, resource.Metadata.Generation != resource.Recorded.ObservedGeneration);
        if (edited) memory.Edited(uid);
        var begun = IvsChannelRound.Begun(resource, options.ClusterName, TimeSpan.FromSeconds(options.ReadLagSeconds), time.GetUtcNow());
        var round = new IvsChannelRound(resource, begun with { SecretIsSuspect = secrets.Suspicion(uid) is not null }, options.ClusterName, time);
        round.Remember(memory);
        if (round.Deleting)
            foreach (var kind in memory.ProvenAbsent(uid))
                round.Observe(kind, ObservedIvs.Absent with { ByTag = true });
        round.Connect(await providers.AccountAsync(round, resource.ProviderName, resource.Spec.ProviderRef.Name, "spec.providerRef.name", cancellationToken), memory);
        // Whoever deletes a channel asks IVS itself what is live.
        if (!round.Deleting && resource.Recorded.Resources.ChannelArn is { } arn)
            round.Learn(v => v with { Stream = views.Of(resource.ProviderName).Stream(arn, time.GetUtcNow()) });
        round.Plan(memory.DriftCheckIsDue(uid, DriftCheck), views.Of(resource.ProviderName));
        return round;
    }

    public override ReconcileStep Decide(IvsChannelRound round) => DecideIvsChannel.Next(round.View);

    public override async Task ActAsync(ReconcileStep step, IvsChannelRound round, CancellationToken cancellationToken)
    {
        var (uid, before) = (round.Resource.Uid, round.View);
        await actor.DoAsync(step, round, cancellationToken);
        memory.Did(uid, step, before, round.View);
        round.Remember(memory);
    }

    public override StepError OnError(Exception error, ReconcileStep step, IvsChannelRound round)
    {
        if (IvsChannelErrors.IsLiveNow(error, step))
        {
            // The edit waits for the end of the stream.
            round.Learn(v => v with { UpdateRefused = true, Stream = null });
            return new StepError.Continues();
        }
        if (IvsChannelErrors.IsKeptByStream(error, step) && !round.View.StopSent)
        {
            round.Learn(v => v with { Stream = SeenStream.Unnamed });
            return new StepError.Continues();
        }
        if (step is IvsChannelStep.Create) memory.Attempted(round.Resource.Uid, AwsFailure.IsRefusal(error));
        if (DecideSilence.IsUnanswered(error) && DecideSilence.Of(round.View, round.Account?.Health.Of("ivs").SilentSince) is { } doubt) return new StepError.Retries(doubt);
        var end = IvsChannelErrors.EndOf(error, step, round.WasReady);
        return end is null || AwsFailure.IsPassing(error) ? new StepError.Retries(end) : new StepError.Ends(end);
    }

    public override IvsChannel AtEnd(RoundEnd end, IvsChannelRound round) => IvsChannelRecorder.AtEnd(end, round);

    public override string DeletedMessage(IvsChannel resource) => "Nothing of the channel is left in AWS.";

    public override bool Verifies(RoundEnd end) => end is Settle or IvsChannelStep.Observe;

    public override void Ended(RoundEnd end, IvsChannelRound round)
    {
        if (end is Settle or IvsChannelStep.Observe && round.View.LookAtAll) memory.DriftChecked(round.Resource.Uid, round.Account!, DriftCheck);
        if (Drift.Began(round.Before.Recorded.Conditions, round.Resource.Recorded.Conditions) is not null) DriftMetrics.Reported();
    }

    /// <summary>How soon to look again, with jitter so that channels spread out. The sweep wakes a channel whose stream begins or ends.</summary>
    public override TimeSpan? RequeueAfter(RoundEnd end, IvsChannelRound round) => Jitter.Around(TimeSpan.FromSeconds(end switch
    {
        Wait { For: WaitFor.Provider } => options.TransitionPollSeconds,
        { WaitsForQuota: true } => options.QuotaPollSeconds,
        Wait { For: WaitFor.OnAir } => options.RunningPollSeconds,
        // An update that waits is tried soon: IVS may have refused it though nothing seemed to be live.
        IvsChannelStep.Settle { PendingFields.Count: > 0 } => options.RunningPollSeconds,
        Settle or IvsChannelStep.Observe => round.View.Stream is { IsLive: true } ? options.RunningPollSeconds : options.IdlePollSeconds,
        // A change in the cluster triggers a reconcile before.
        _ => 15,
    }));

    public override void Forget(IvsChannel resource) => memory.Forget(resource.Uid);

    private TimeSpan DriftCheck => TimeSpan.FromSeconds(options.DriftCheckSeconds);
}
