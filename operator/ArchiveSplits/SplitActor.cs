using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Kubernetes;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.ArchiveSplits.Engines.Pods;
using Onair.Operator.Archives;

namespace Onair.Operator.ArchiveSplits;

/// <summary>Does one step.</summary>
internal sealed class SplitActor(
    IEnumerable<ISectionEngine> engines, PodEngine pods, ArchiveReader archives, SplitRecorder recorder, SplitCleanup cleanup,
    EntityWriter<ArchiveSplit> writer, EventRecorder events)
{
    public async Task DoAsync(SplitStep step, SplitRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case SplitStep.AddFinalizer:
                round.Split = await writer.AddFinalizerAsync(round.Split, Annotations.Finalizer, cancellationToken);
                break;
            case SplitStep.RemoveFinalizer:
                events.Publish(round.Split, EventType.Normal, "Deleted", "No work of the split is left.");
                round.Split = await writer.RemoveFinalizerAsync(round.Split, Annotations.Finalizer, cancellationToken);
                break;
            case SplitStep.Accept:
                await recorder.AcceptAsync(round, cancellationToken);
                break;
            case SplitStep.RetryFailed retry:
                await recorder.RetryFailedAsync(round, retry.Value, cancellationToken);
                break;
            case SplitStep.LookAtArchive:
                round.Archive = await archives.LookAsync(round.Account!, S3Location.Parse(round.Split.Recorded.ArchivePath!), cancellationToken);
                break;
            case SplitStep.LookAtEngine look:
                round.Saw(look.Position, await EngineOf(round).LookAsync(round.Work(look.Position), cancellationToken));
                break;
            case SplitStep.Begin begin:
                await recorder.BeginAsync(round, begin.Position, begin.What, cancellationToken);
                round.Saw(begin.Position, new EngineView.None());
                break;
            case SplitStep.Start start:
                await StartAsync(round, start, cancellationToken);
                break;
            case SplitStep.Finish finish:
                await FinishAsync(round, finish, cancellationToken);
                break;
            case SplitStep.Fail fail:
                await FailAsync(round, fail, cancellationToken);
                break;
            case SplitStep.RemoveJob stray:
                await pods.RemoveAsync(stray.Name, round.Split.Metadata.Namespace!, cancellationToken);
                round.Removed(stray.Name);
                break;
            case SplitStep.CancelWork:
                round.WorkIsGone = await cleanup.CancelAsync(round, EngineOf(round), cancellationToken);
                break;
            case SplitStep.RemoveOutputs:
                await SplitCleanup.RemoveOutputsAsync(round, cancellationToken);
                round.OutputsAreGone = true;
                break;
            default:
                throw new InvalidOperationException($"{step.GetType().Name} is no step to be done.");
        }
    }

    private ISectionEngine EngineOf(SplitRound round) => engines.Single(e => e.Engine == round.Split.Spec.Engine);

    private async Task StartAsync(SplitRound round, SplitStep.Start start, CancellationToken cancellationToken)
    {
        var work = round.Work(start.Position);
        if (await SectionOutputs.ClaimAsync(work, start.What.Stretches, cancellationToken) is { } taken)
        {
            round.Saw(start.Position, new EngineView.Failed(taken, Final: true));
            return;
        }

        try
        {
            await recorder.StartedAsync(round, start.Position, await EngineOf(round).StartAsync(work, start.What, cancellationToken), cancellationToken);
            round.Saw(start.Position, new EngineView.Working(0));
        }
        catch (SectionRefusedException e)
        {
            round.Saw(start.Position, new EngineView.Failed(e.Message, Final: true));
        }
    }

    private async Task FinishAsync(SplitRound round, SplitStep.Finish finish, CancellationToken cancellationToken)
    {
        try
        {
            var output = await EngineOf(round).FinishAsync(round.Work(finish.Position), finish.Result, cancellationToken);
            await recorder.CompletedAsync(round, finish.Position, output, cancellationToken);
            SplitMetrics.Completed(round.Split.Spec, round.Split.Recorded.Sections[finish.Position]);
        }
        catch (LostOutputException e)
        {
            round.Saw(finish.Position, new EngineView.Failed(e.Message));
        }
    }

    // The attempt is ended before it is recorded as failed: what runs on would belong to nothing that is recorded.
    private async Task FailAsync(SplitRound round, SplitStep.Fail fail, CancellationToken cancellationToken)
    {
        if (round.Split.Recorded.Sections[fail.Position].State == SplitSectionState.Running)
            await EngineOf(round).CancelAsync(round.Work(fail.Position), cancellationToken);
        await recorder.FailedAsync(round, fail.Position, fail.Message, fail.Final, cancellationToken);
        round.Forget(fail.Position);
        SplitMetrics.Failed(round.Split.Spec, fail.Final);
    }
}
