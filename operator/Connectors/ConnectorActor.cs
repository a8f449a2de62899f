using k8s.Models;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Connectors.Pipelines;
using Onair.Operator.Connectors.Pods;
using Onair.Operator.Connectors.Targets;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors;

/// <summary>Does one step.</summary>
internal sealed class ConnectorActor(ConnectorRecorder recorder, ConnectorPods pods, PodReports reports, ChimePipelines pipelines, Resolver resolver, TargetClaims claims)
{
    public async Task DoAsync(ReconcileStep step, ConnectorRound round, CancellationToken cancellationToken)
    {
        var connector = round.Resource;
        switch (step)
        {
            case ConnectorStep.Resolve:
                round.Resolution = await resolver.ResolveAsync(connector, cancellationToken);
                break;
            case ConnectorStep.BeginRun:
                if (claims.TryTake(connector)) await recorder.BeginAsync(round, cancellationToken);
                else round.Learn(v => v with { ClaimedBy = claims.HeldBy(connector) ?? "another one" });
                break;
            case ConnectorStep.NextAttempt:
                await recorder.NextAttemptAsync(round, cancellationToken);
                round.Forget();
                break;
            case ConnectorStep.RestrictNetwork:
                await pods.RestrictNetworkAsync(connector, round.Resolution!.Plan!, cancellationToken);
                round.Learn(v => v with { NetworkIsRestricted = true });
                break;
            case ConnectorStep.CreatePod:
                if (await pods.CreateAsync(connector, cancellationToken) is { } pod) round.Pods.Add(pod);
                else round.Learn(v => v with { TakenPodName = AttemptPod.NameOf(connector) });
                break;
            case ConnectorStep.WritePlan:
                var isCurrent = await pods.WritePlanAsync(round.Pod!, round.Resolution!.Plan!, cancellationToken);
                round.Learn(v => v with { PlanIsCurrent = isCurrent });
                break;
            case ConnectorStep.AskPod:
                round.Answer = (true, await reports.AskAsync(connector, round.Pod, cancellationToken));
                break;
            case ConnectorStep.RecordOnAir:
                await recorder.OnAirAsync(round, cancellationToken);
                break;
            case ConnectorStep.DeletePod delete:
                await pods.DeleteAsync(delete.Name, connector.Namespace(), cancellationToken);
                round.Deleted(delete.Name);
                break;
            case ConnectorStep.EndRun:
                // Before others see that the run has ended. Until then the record says that it runs.
                claims.Release(connector);
                await recorder.EndAsync(round, cancellationToken);
                round.Forget();
                break;
            default:
                await WithPipelineAsync(step, round, cancellationToken);
                break;
        }
    }

    private async Task WithPipelineAsync(ReconcileStep step, ConnectorRound round, CancellationToken cancellationToken)
    {
        var (connector, account, id) = (round.Resource, round.Account!, round.Resource.Recorded.ChimePipeline?.Id);
        switch (step)
        {
            case ConnectorStep.BeginPipeline:
                await recorder.BeginPipelineAsync(round, cancellationToken);
                // Nothing was sent with this token.
                round.Learn(v => v with { PipelineFound = PipelineView.Absent });
                break;
            case ConnectorStep.Look { ByTag: true }:
                var found = await pipelines.FindAsync(account, connector, cancellationToken);
                round.Learn(v => v with { PipelineFound = found });
                break;
            case ConnectorStep.Look:
                var pipeline = await ChimePipelines.LookAsync(account, id!, cancellationToken);
                round.Learn(v => v with { Pipeline = pipeline });
                break;
            case ConnectorStep.ReadPipelineTags:
                var tag = round.View.Pipeline?.Arn is { } arn ? await ChimePipelines.TagAsync(account, arn, cancellationToken) : null;
                round.Learn(v => v with { Pipeline = v.Pipeline! with { Tag = tag, HasTags = true } });
                break;
            case ConnectorStep.CreatePipeline:
                await recorder.PipelineAsync(round, await pipelines.CreateAsync(account, connector, round.Resolution!.Plan!.Targets[0], cancellationToken), cancellationToken);
                break;
            case ConnectorStep.RecordId record:
                await recorder.PipelineAsync(round, record.Id, cancellationToken);
                round.Learn(v => v with { Pipeline = null, PipelineIsDeleted = false });
                break;
            case ConnectorStep.RecordMissing:
                await recorder.PipelineMissedAsync(round, cancellationToken);
                round.Learn(v => v with { MissingIsCounted = true });
                break;
            case ConnectorStep.RecordFound:
                await recorder.PipelineSeenAsync(round, cancellationToken);
                break;
            case ConnectorStep.Delete delete:
                await ChimePipelines.DeleteAsync(account, delete.Resource, cancellationToken);
                round.Learn(v => v with { PipelineIsDeleted = true, Pipeline = null });
                break;
            case ConnectorStep.RecordPipelineEnd end:
                await recorder.PipelineEndAsync(round, end.State, cancellationToken);
                round.Learn(v => v with { PipelineIsDeleted = false, Pipeline = null, PipelineFound = null });
                break;
            case ConnectorStep.ForgetPipeline:
                await recorder.ForgetPipelineAsync(round, cancellationToken);
                // What was learned of it does not hold for the next one.
                round.Learn(v => v with { Pipeline = null, PipelineFound = null, PipelineIsDeleted = false });
                break;
            default:
                throw new ArgumentException($"{step.GetType().Name} is not a step of a Connector", nameof(step));
        }
    }
}
