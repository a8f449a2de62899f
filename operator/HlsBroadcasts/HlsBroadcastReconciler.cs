using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Aws;
using Onair.Kubernetes.Informers;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.HlsBroadcasts.Decisions;
using Onair.Operator.HlsBroadcasts.Status;
using Onair.Operator.HlsBroadcasts.Viewers;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.HlsBroadcasts;

/// <summary>What an HlsBroadcast brings to the loop.</summary>
internal sealed class HlsBroadcastReconciler(
    HlsBroadcastActor actor, ProviderLookup providers, Informer<HlsBroadcast> broadcasts, OperatorOptions options, TimeProvider time)
    : ResourceReconciler<HlsBroadcast, HlsBroadcastRound>
{
    // With up to so many running broadcasts each is looked at in the usual interval; with more, S3 gets no more requests in all.
    private const int LooksInInterval = 100;

    // A folder is deleted in pages of 1,000 objects, and a day in segments of two seconds has 43,200.
    public override int MaxSteps => 2_000;

    public override string? ProviderOf(HlsBroadcast resource) => resource.ProviderName;

    public override CallPriority PriorityOf(HlsBroadcast resource) => HlsBroadcastRound.MustStop(resource) ? CallPriority.Stop : CallPriority.Normal;

    public override async Task<HlsBroadcastRound> BeginAsync(HlsBroadcast resource, CancellationToken cancellationToken)
    {
        var round = new HlsBroadcastRound(resource, HlsBroadcastRound.Begun(resource, time.GetUtcNow()), time)
        {
            Others = [.. broadcasts.List().Where(b => b.Metadata.Uid != resource.Uid)],
        };
        round.Account = await providers.AccountAsync(round, resource.ProviderName, resource.Spec.ProviderRef.Name, "spec.providerRef.name", cancellationToken);
        return round;
    }

    public override ReconcileStep Decide(HlsBroadcastRound round) => DecideHlsBroadcast.Next(round.View);

    public override Task ActAsync(ReconcileStep step, HlsBroadcastRound round, CancellationToken cancellationToken) => actor.DoAsync(step, round, cancellationToken);

    public override StepError OnError(Exception error, ReconcileStep step, HlsBroadcastRound round)
    {
        if (step is HlsBroadcastStep.IssueCredentials)
        {
            // The former credentials may be valid for a while yet.
            round.Learn(v => v with { IssueProblem = HlsBroadcastErrors.Problem(error, step) });
            if (round.View.HasCredentials || AwsErrorReader.Classify(error).Kind is not (AwsErrorKind.AccessDenied or AwsErrorKind.Invalid)) return new StepError.Continues();
        }

        if (step is HlsBroadcastStep.LookAtViewers)
        {
            // The encoder uploads all the same.
            round.Learn(v => v with { Reach = ViewerReach.Unsure(HlsBroadcastErrors.Problem(error, step)) });
            return new StepError.Continues();
        }

        // S3 says what is true of a broadcast, STS only whether there are newer credentials.
        if (DecideSilence.IsUnanswered(error) && Doubt(round) is { } doubt) return new StepError.Retries(doubt);
        var end = HlsBroadcastErrors.EndOf(error, step, round.View, IsReady(round));
        return AwsErrorReader.Classify(error).Kind is AwsErrorKind.Ambiguous or AwsErrorKind.Throttled or AwsErrorKind.Conflict or AwsErrorKind.PreconditionFailed || end is null
            ? new StepError.Retries(end) : new StepError.Ends(end);
    }

    public override HlsBroadcast AtEnd(RoundEnd end, HlsBroadcastRound round) =>
        round.Resource.With(BroadcastConditions.After(round.View, end, round.Url(), round.Resource.Metadata.Generation));

    public override string DeletedMessage(HlsBroadcast resource) => resource.Spec.DeletionPolicy == DeletionPolicy.Retain
        ? "The credentials are revoked, and the folder is kept." : "The credentials are revoked, and the folder is deleted.";

    public override TimeSpan? RequeueAfter(RoundEnd end, HlsBroadcastRound round)
    {
        var (view, now) = (round.View, time.GetUtcNow());
        return end switch
        {
            Settle when view.IsRunning => Soonest(Watch(), view.Secret?.RenewAt - now),
            // Somebody may replace the bucket policy while the credentials could still be valid.
            Settle when view.Owed is { Count: > 0 } owed => Soonest(About(options.IdlePollSeconds), owed.Min(s => s.LiveUntil) - now),
            Settle => view.DeleteFolderAt is { } due ? Soonest(About(3_600), due - now) : null,
            Wait { For: WaitFor.Provider } => About(options.TransitionPollSeconds),
            { WaitsForQuota: true } => About(options.QuotaPollSeconds),
            _ => About(15),
        };
    }

    private static Unsure? Doubt(HlsBroadcastRound round) => DecideSilence.Of(
        round.View, round.Account?.Health.Of("s3").SilentSince,
        HlsBroadcastRound.MustStop(round.Resource) && round.View.MayBeValid ? ", and the encoder's credentials are to be revoked. They are as soon as AWS answers." : null,
        "folder");

    private TimeSpan Watch() => About(options.RunningPollSeconds * Math.Max(1, broadcasts.List().Count(b => b.Recorded is { StartedAt: not null, StoppedAt: null }) / (double)LooksInInterval));

    private static bool IsReady(HlsBroadcastRound round) => !round.Deleting && !HlsBroadcastRound.MustStop(round.Resource)
        && round.Before.Recorded.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.True });

    private static TimeSpan Soonest(TimeSpan usual, TimeSpan? other) =>
        other is { } sooner && sooner < usual ? TimeSpan.FromSeconds(Math.Max(1, sooner.TotalSeconds)) : usual;

    private static TimeSpan About(double seconds) => Jitter.Around(TimeSpan.FromSeconds(seconds));
}
