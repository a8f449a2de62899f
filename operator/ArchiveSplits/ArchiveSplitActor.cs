using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Operator.Archives;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Downloads;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.Pods;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ArchiveSplits;

/// <summary>Does one step.</summary>
internal sealed class ArchiveSplitActor(
    IEnumerable<ISectionEngine> engines, PodEngine pods, ArchiveReader archives, ArchiveSplitRecorder recorder, SplitCleanup cleanup,
    DownloadWriter downloads, OutputProofs proofs)
{
    public async Task DoAsync(ReconcileStep step, ArchiveSplitRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case ArchiveSplitStep.Accept:
                await recorder.AcceptAsync(round, cancellationToken);
                break;
            case ArchiveSplitStep.RetryFailed retry:
                await recorder.RetryFailedAsync(round, retry.Value, cancellationToken);
                break;
            case ArchiveSplitStep.LookAtArchive:
                var recorded = round.Resource.Recorded;
                var proven = round.Archive!;
                var folder = proven.Location;
                var archive = (round.Source is { } source ? source.Playlist : recorded.ArchivePlaylist) is { } playlist
                    ? await archives.LookAtBroadcastAsync(round.Account!, folder, playlist, cancellationToken)
                    : await archives.LookAsync(round.Account!, folder, Later(recorded.ArchiveAfter, proven.After), recorded.ArchiveUntil, cancellationToken);
                round.Learn(v => v with { Archive = archive });
                var toIndex = DecideArchiveSplit.ToIndex(round.View);
                archives.Index(round.Account!, folder, toIndex);
                round.IsIndexing = archive.NotIndexed > 0 || toIndex.Count > 0;
                break;
            case ArchiveSplitStep.LookForProof:
                round.Archive = await proofs.LookAsync(round, cancellationToken);
                round.Learn(v => v with { ProofAsked = true });
                break;
            case ArchiveSplitStep.LookAtEngine look:
                round.Observe(look.Position, await EngineOf(round).LookAsync(round.Work(look.Position), cancellationToken));
                break;
            case ArchiveSplitStep.Begin begin:
                await recorder.BeginAsync(round, begin.Position, begin.What, cancellationToken);
                round.Observe(begin.Position, new EngineView.None());
                break;
            case ArchiveSplitStep.Start start:
                await StartAsync(round, start, cancellationToken);
                break;
            case ArchiveSplitStep.Finish finish:
                await FinishAsync(round, finish, cancellationToken);
                break;
            case ArchiveSplitStep.Fail fail:
                await FailAsync(round, fail, cancellationToken);
                break;
            case ArchiveSplitStep.WriteDownloads:
                await downloads.WriteAsync(round, cancellationToken);
                round.Learn(v => v with { DownloadsAreLost = false });
                break;
            case ArchiveSplitStep.RemoveJob stray:
                await pods.RemoveAsync(stray.Name, round.Resource.Namespace()!, cancellationToken);
                round.Removed(stray.Name);
                break;
            case ArchiveSplitStep.CancelWork:
                round.Learn(v => v with { CancelSent = true });
                var isGone = await cleanup.CancelAsync(round, EngineOf(round), cancellationToken);
                round.Learn(v => v with { WorkIsGone = isGone });
                break;
            case ArchiveSplitStep.RemoveOutputs:
                await SplitCleanup.RemoveOutputsAsync(round, cancellationToken);
                round.Learn(v => v with { OutputsAreGone = true });
                break;
            default:
                throw new ArgumentException($"{step.GetType().Name} is not a step of an ArchiveSplit", nameof(step));
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;

    private ISectionEngine EngineOf(ArchiveSplitRound round) => engines.Single(e => e.Engine == round.Resource.Spec.Engine);

    private async Task StartAsync(ArchiveSplitRound round, ArchiveSplitStep.Start start, CancellationToken cancellationToken)
    {
        var work = round.Work(start.Position);
        if (await SectionOutputStore.ClaimAsync(work, start.What.SegmentRanges, cancellationToken) is { } taken)
        {
            round.Observe(start.Position, new EngineView.Failed(taken, Final: true));
            return;
        }

        try
        {
            await recorder.StartedAsync(round, start.Position, await EngineOf(round).StartAsync(work, start.What, cancellationToken), cancellationToken);
            round.Observe(start.Position, new EngineView.Working(0));
        }
        catch (SectionRefusedException e)
        {
            round.Observe(start.Position, new EngineView.Failed(e.Message, Final: true));
        }
    }

    private async Task FinishAsync(ArchiveSplitRound round, ArchiveSplitStep.Finish finish, CancellationToken cancellationToken)
    {
        try
        {
            var output = await EngineOf(round).FinishAsync(round.Work(finish.Position), finish.Result, cancellationToken);
            await recorder.CompletedAsync(round, finish.Position, output, cancellationToken);
            SplitMetrics.Completed(round.Resource.Spec, round.Resource.Recorded.Sections[finish.Position]);
        }
        catch (LostOutputException e)
        {
            round.Observe(finish.Position, new EngineView.Failed(e.Message));
        }
    }

    // The attempt is ended before it is recorded as failed: work that goes on would belong to no recorded attempt.
    private async Task FailAsync(ArchiveSplitRound round, ArchiveSplitStep.Fail fail, CancellationToken cancellationToken)
    {
        if (round.Resource.Recorded.Sections[fail.Position].State == SplitSectionState.Running)
            await EngineOf(round).CancelAsync(round.Work(fail.Position), cancellationToken);
        await recorder.FailedAsync(round, fail, cancellationToken);
        round.Forget(fail.Position);
        SplitMetrics.Failed(round.Resource.Spec, fail.Final);
    }
}
