using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>What is declared, recorded and observed of a Connector.</summary>
internal sealed record ConnectorView : ResourceView
{
    public string Uid { get; init; } = "";

    /// <summary>The cluster's name in the tags of ownership.</summary>
    public string Cluster { get; init; } = "";

    public required ConnectorSpec Spec { get; init; }

    public required ConnectorStatus Status { get; init; }

    /// <summary>The declared target, as known from the cache; null before what it refers to was read in this round, if that matters.</summary>
    public TargetView? Target { get; init; }

    /// <summary>The target that the run pushes to: the declared one, unless the spec names another one by now.</summary>
    public TargetView? RunTarget { get => field ?? Target; init; }

    /// <summary>How the round ends because of what the sources refer to; null when nothing is wrong with it.</summary>
    public RoundEnd? SourceProblem { get; init; }

    /// <summary>What the spec refers to was read in this round.</summary>
    public bool Resolved { get; init; }

    /// <summary>Name of the Connector that feeds the declared target; null when it is free, or this one's.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>The pod of the recorded attempt; null when there is none.</summary>
    public PodView? Pod { get; init; }

    /// <summary>The name of that pod, when a pod of that name belongs to something else.</summary>
    public string? TakenPodName { get; init; }

    /// <summary>Other pods of this connector.</summary>
    public IReadOnlyList<PodView> Strays { get; init; } = [];

    /// <summary>The network policy was applied in this round.</summary>
    public bool NetworkIsRestricted { get; init; }

    /// <summary>Whether the plan that the pod has is the declared one; null before that was looked at in this round.</summary>
    public bool? PlanIsCurrent { get; init; }

    /// <summary>The recorded media pipeline; null before it was looked at in this round.</summary>
    public PipelineView? Pipeline { get; init; }

    /// <summary>What was found by the connector's tags; null before it was looked for in this round.</summary>
    public PipelineView? PipelineFound { get; init; }

    /// <summary>That the media pipeline is missing was counted in this round.</summary>
    public bool MissingIsCounted { get; init; }

    /// <summary>AWS has accepted the deletion of the recorded media pipeline, or denied to have it.</summary>
    public bool PipelineIsDeleted { get; init; }

    /// <summary>How long a read in AWS may lag behind a write.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMinutes(1);

    public override OutboxStatus? Outbox => Status.Outbox;

    /// <summary>Something may be pushed: the connector and its target are declared to be on air.</summary>
    public bool IsWanted => Spec.State == ConnectorState.Running && RunTarget is not TargetView.Off;

    /// <summary>What is declared needs another run.</summary>
    public bool NeedsAnotherRun => ConnectorRuns.NeedsAnother(Spec, Status);

    /// <summary>The run's media pipeline; null when a pod pushes.</summary>
    public ChimePipelineRun? RunPipeline => ConnectorRuns.Pipeline(Spec, Status);

    /// <summary>
    /// The run's target receives something, as far as anybody knows: a pod that does not answer may be busy, and a pipeline that cannot be
    /// looked at may push.
    /// </summary>
    public bool IsOnAir => RunPipeline is null ? IsPodOnAir : Status.ChimePipeline is { Id: not null } && (ProviderProblem is not null || PipelinePushes);

    /// <summary>All of the run's target receives the push.</summary>
    public bool IsPushing => RunPipeline is null ? Pod is { IsPushing: true } : PipelinePushes;

    /// <summary>Why the run ends, for people.</summary>
    public string WhyStopped => this switch
    {
        { Deleting: true } => "The Connector was deleted.",
        { Spec.State: ConnectorState.Stopped } => "spec.state is Stopped.",
        { RunTarget: TargetView.Off off } => off.Message,
        _ => "The spec declares another run.",
    };

    private bool PipelinePushes => Pipeline is { State: PipelineView.InProgress };

    private bool IsPodOnAir => Pod is { Deleting: false, Ended: false } pod
        && (pod.Report is { } report ? report.Source is not null && report.Pushing.Any(it => it) && !pod.HasNoData : Status.Source is not null);
}
