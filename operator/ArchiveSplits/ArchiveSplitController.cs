using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Aws;
using Onair.Kubernetes;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Engines.Pods;
using Onair.Operator.MediaProviders;
using Onair.Operator.Outboxes;

namespace Onair.Operator.ArchiveSplits;

/// <summary>Observe, decide, act, record — one step after the other until there is nothing to do but wait.</summary>
internal sealed partial class ArchiveSplitController(
    SplitActor actor, SplitRecorder recorder, Farewell<ArchiveSplit> farewell, ProviderAccounts accounts, Informer<ArchiveSplit> splits, Informer<LiveStream> streams,
    Informer<MediaProvider> providers, Informer<V1Job> jobs, OperatorOptions options, TimeProvider time, ILogger<ArchiveSplitController> logger)
    : IEntityController<ArchiveSplit>
{
    /// <summary>Finds the Jobs of a split by its uid.</summary>
    public const string BySplit = "split";

    // Some steps for each of the sections; more means that a step does not do what the decision expects of it.
    private const int MaxSteps = 4_000;

    public async Task<ReconciliationResult> ReconcileAsync(ArchiveSplit entity, CancellationToken ct)
    {
        var ns = entity.Metadata.Namespace;
        var round = new SplitRound(entity, options, time)
        {
            Stream = streams.Get(new NamespacedName(ns, entity.Spec.StreamRef.Name)),
            Others = [.. splits.List().Where(s => s.Metadata.Namespace == ns && s.Metadata.Name != entity.Metadata.Name)],
            Jobs = jobs.ByIndex(BySplit, entity.Uid),
        };
        await FindProviderAsync(round, ct);
        for (var i = 0; i < MaxSteps; i++)
        {
            var step = DecideSplit.Next(round.View());
            if (step is SplitStep.RemoveFinalizer)
            {
                (round.Split, var waitsFor) = await farewell.SayAsync(round.Split, ct);
                if (waitsFor is not null) step = new SplitStep.Wait("Telling", waitsFor, WaitFor.Engine);
            }

            if (step is SplitStep.Wait or SplitStep.Stall or SplitStep.Settle) return await EndAsync(round, step, ct);
            LogStep(ns, entity.Metadata.Name, step.GetType().Name);
            try
            {
                await actor.DoAsync(step, round, ct);
                if (step is SplitStep.CancelWork && !round.WorkIsGone) return await EndAsync(round, new SplitStep.Wait("Deleting", "Jobs are being removed.", WaitFor.Engine), ct);
                if (step is SplitStep.RemoveFinalizer) return ReconciliationResult.Done();
            }
            catch (Exception e) when (e is not ApiException and not OperationCanceledException)
            {
                var error = AwsErrors.Classify(e);
                var message = $"{step.GetType().Name}: {error.Message}";
                if (error.Kind is AwsErrorKind.AccessDenied) return await EndAsync(round, new SplitStep.Stall("AccessDenied", message), ct);
                if (error.Kind is AwsErrorKind.Invalid) return await EndAsync(round, new SplitStep.Stall("Rejected", message), ct);
                if (entity.Metadata.DeletionTimestamp is not null) await recorder.EndAsync(round, new SplitStep.Wait("Retrying", message, WaitFor.Recording), ct);
                throw;
            }
        }

        throw new InvalidOperationException($"No end after {MaxSteps} steps; the last decision was {DecideSplit.Next(round.View()).GetType().Name}.");
    }

    private async Task<ReconciliationResult> EndAsync(SplitRound round, SplitStep end, CancellationToken ct)
    {
        await recorder.EndAsync(round, end, ct);
        return end switch
        {
            SplitStep.Settle => ReconciliationResult.Done(),
            SplitStep.Wait { For: WaitFor.Engine } => ReconciliationResult.RequeueAfter(About(options.Splitter.PollSeconds)),
            SplitStep.Wait { For: WaitFor.Recording } => ReconciliationResult.RequeueAfter(UntilRetry(round) ?? About(options.Splitter.RecordingPollSeconds)),
            _ => ReconciliationResult.RequeueAfter(About(options.Splitter.RecordingPollSeconds * 4)),
        };
    }

    // The next attempt, if that is sooner than the next look at the recording.
    private TimeSpan? UntilRetry(SplitRound round)
    {
        var usual = About(options.Splitter.RecordingPollSeconds);
        return round.Split.Recorded.Sections.Where(s => s.RetryAt is not null).Select(s => s.RetryAt - time.GetUtcNow()).Append(usual).Min();
    }

    private async Task FindProviderAsync(SplitRound round, CancellationToken ct)
    {
        var name = round.Split.Recorded.Provider ?? round.Stream?.ProviderName ?? "";
        if (name.Length == 0)
        {
            if (round.Stream is { } stream) round.ProviderProblem = ("ProviderMissing", $"LiveStream \"{stream.Metadata.Name}\" names no MediaProvider.");
            return;
        }

        round.Provider = providers.Get(new NamespacedName(null, name));
        if (round.Provider is not { } provider)
        {
            round.ProviderProblem = ("ProviderMissing", $"MediaProvider \"{name}\", whose account has the recording, is not there.");
            return;
        }

        try
        {
            round.Account = await accounts.GetAsync(provider, ct);
        }
        catch (CredentialsException e)
        {
            round.ProviderProblem = ("CredentialsUnusable", $"MediaProvider \"{name}\": {e.Message}.");
        }
    }

    private static TimeSpan About(double seconds) => Jitter.Around(TimeSpan.FromSeconds(seconds));

    [LoggerMessage(50, LogLevel.Debug, "{Namespace}/{Name}: {Step}")]
    private partial void LogStep(string? @namespace, string? name, string step);
}
