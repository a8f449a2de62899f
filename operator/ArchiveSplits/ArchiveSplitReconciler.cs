using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.HlsBroadcasts;
using Onair.Api.LiveStreams;
using Onair.Aws;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Status;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.ArchiveSplits;

/// <summary>What an ArchiveSplit brings to the loop.</summary>
internal sealed class ArchiveSplitReconciler(
    ArchiveSplitActor actor, ProviderLookup providers, Informer<ArchiveSplit> splits, Informer<LiveStream> streams, Informer<HlsBroadcast> broadcasts, Informer<V1Job> jobs,
    WatchedSecrets<ArchiveSplit> watched, SecretReader secrets, OperatorOptions options, TimeProvider time) : ResourceReconciler<ArchiveSplit, ArchiveSplitRound>
{
    /// <summary>The index of Jobs by the uid of their split.</summary>
    public const string BySplit = "split";

    // Some steps for each of the sections.
    public override int MaxSteps => 4_000;

    public override string? ProviderOf(ArchiveSplit resource) => resource.Recorded.Provider;

    public override async Task<ArchiveSplitRound> BeginAsync(ArchiveSplit resource, CancellationToken cancellationToken)
    {
        var ns = resource.Namespace();
        var round = new ArchiveSplitRound(resource, ArchiveSplitRound.Begun(resource, options, time.GetUtcNow()), options, time)
        {
            Source = SourceOf(resource.Spec, ns),
            Archive = ArchiveOf(resource, ns),
            Others = [.. splits.List().Where(s => s.Namespace() == ns && s.Metadata.Name != resource.Metadata.Name)],
            Jobs = jobs.ByIndex(BySplit, resource.Uid),
        };
        await FindAccountAsync(round, cancellationToken);
        var isLost = await AreDownloadsLostAsync(resource, cancellationToken);
        round.Learn(v => v with { DownloadsAreLost = isLost });
        return round;
    }

    public override ReconcileStep Decide(ArchiveSplitRound round) => DecideArchiveSplit.Next(round.View);

    public override Task ActAsync(ReconcileStep step, ArchiveSplitRound round, CancellationToken cancellationToken) => actor.DoAsync(step, round, cancellationToken);

    public override StepError OnError(Exception error, ReconcileStep step, ArchiveSplitRound round)
    {
        if (step is ArchiveSplitStep.WriteDownloads)
        {
            // The sections are cut, whether or not anybody can download them.
            round.Learn(v => v with { DownloadProblem = DownloadProblem.NotSigned(AwsErrorReader.Classify(error).Message) });
            return new StepError.Continues();
        }

        if (MissingBucket.Is(error)) return new StepError.Ends(new Stall(MissingBucket.Reason, MissingBucket.Sentence(step, round)));
        var aws = AwsErrorReader.Classify(error);
        var message = $"{step.GetType().Name}: {aws.Message}";
        // A passing error does not change what is known, but a split always says how it is.
        var end = AwsFailure.EndOf(aws, message, ready: !round.Deleting && round.Resource.Recorded.Conditions.Count > 0);
        return end is Stall ? new StepError.Ends(end) : new StepError.Retries(end is Wait wait ? wait with { For = WaitFor.Recording } : null);
    }

    public override ArchiveSplit AtEnd(RoundEnd end, ArchiveSplitRound round) =>
        round.Resource.With(SplitConditions.After(round.View, end, round.Resource.Metadata.Generation));

    public override string DeletedMessage(ArchiveSplit resource) => "No work of the split is left.";

    public override TimeSpan? RequeueAfter(RoundEnd end, ArchiveSplitRound round) => end switch
    {
        Settle => UntilDownloads(round),
        { WaitsForQuota: true } => About(options.QuotaPollSeconds),
        Wait { For: WaitFor.Provider } => About(options.Splitter.PollSeconds),
        Wait { For: WaitFor.Recording } => UntilRetry(round),
        _ => About(options.Splitter.RecordingPollSeconds * 4),
    };

    private async Task<bool> AreDownloadsLostAsync(ArchiveSplit split, CancellationToken cancellationToken) =>
        watched.Suspicion(split.Uid) is not null && split.Recorded.Downloads is { SecretName: not null, ExpiresAt: var end } && end > time.GetUtcNow()
        && await secrets.FindOwnedAsync(split, split.DownloadSecretName, cancellationToken) is { IsAnothers: false } found && (found.Secret is not { } secret || !SecretSeal.IsIntact(secret));

    // When the Secret can be tried again, or its URLs expire: the condition says so.
    private TimeSpan? UntilDownloads(ArchiveSplitRound round) => round.View switch
    {
        { DownloadProblem: not null } => About(options.Splitter.RecordingPollSeconds * 4),
        { Status.Downloads: { SecretName: not null, ExpiresAt: var end } } when end > time.GetUtcNow() => end - time.GetUtcNow() + TimeSpan.FromSeconds(1),
        _ => null,
    };

    // The next attempt, if that is sooner than the next look at the recording.
    private TimeSpan? UntilRetry(ArchiveSplitRound round) => round.Resource.Recorded.Sections
        .Where(s => s.RetryAt is not null).Select(s => s.RetryAt - time.GetUtcNow())
        .Append(About(round.IsIndexing ? options.Splitter.PollSeconds : options.Splitter.RecordingPollSeconds)).Min();

    private async Task FindAccountAsync(ArchiveSplitRound round, CancellationToken cancellationToken)
    {
        if (round.Resource.Recorded.Provider is { } recorded)
        {
            // A deletion ends only what is proven to be the split's, also for a namespace that may no longer use the account.
            round.Account = await providers.AccountAsync(round, recorded, round.Deleting ? recorded : null, "status.provider", cancellationToken);
            return;
        }
        // Without the source, nothing says yet which provider it is.
        if (round.Source is not { } source) return;
        if (source.ProviderName.Length == 0) round.ProviderProblem = new(ProviderLookup.Missing, $"{source} names no MediaProvider.");
        else round.Account = await providers.AccountAsync(round, source.ProviderName, null, $"spec.providerRef.name of {source}", cancellationToken);
    }

    private OwnedArchive? ArchiveOf(ArchiveSplit split, string? ns) => split.Spec switch
    {
        { BroadcastRef: { } broadcast } => OwnedArchive.Of(broadcasts.Get(new NamespacedName(ns, broadcast.Name))),
        { StreamRef: { } stream } when streams.Get(new NamespacedName(ns, stream.Name)) is { } found => OwnedArchive.Of(SplitSession.Of(split, SplitSource.Of(found)), found, streams.List()),
        _ => null,
    };

    private SplitSource? SourceOf(ArchiveSplitSpec spec, string? ns) => spec switch
    {
        { BroadcastRef: { } broadcast } => SplitSource.Of(broadcasts.Get(new NamespacedName(ns, broadcast.Name))),
        { StreamRef: { } stream } => SplitSource.Of(streams.Get(new NamespacedName(ns, stream.Name))),
        _ => null,
    };

    private static TimeSpan About(double seconds) => Jitter.Around(TimeSpan.FromSeconds(seconds));
}
