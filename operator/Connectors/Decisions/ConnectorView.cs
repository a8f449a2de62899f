using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>What is declared, recorded and observed of a Connector.</summary>
internal sealed record ConnectorView : ResourceView
{
    public required ConnectorSpec Spec { get; init; }

    public required ConnectorStatus Status { get; init; }

    /// <summary>The target, as known from the cache; null before what it refers to was read in this round, if that matters.</summary>
    public TargetView? Target { get; init; }

    /// <summary>What is wrong with what the sources refer to; null when nothing is.</summary>
    public (string Reason, string Message)? SourceProblem { get; init; }

    /// <summary>What the spec refers to was read in this round.</summary>
    public bool Resolved { get; init; }

    /// <summary>Name of the Connector that feeds the target; null when it is free, or this one's.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>The pod of the recorded attempt; null when there is none.</summary>
    public PodView? Pod { get; init; }

    /// <summary>Other pods of this connector.</summary>
    public IReadOnlyList<PodView> Strays { get; init; } = [];

    /// <summary>The network policy was applied in this round.</summary>
    public bool NetworkIsRestricted { get; init; }

    /// <summary>Whether the plan that the pod has is the declared one; null before that was looked at in this round.</summary>
    public bool? PlanIsCurrent { get; init; }

    /// <summary>The recorded media pipeline; null before it was looked at in this round.</summary>
    public PipelineView? Pipeline { get; init; }

    /// <summary>Id of the media pipeline that was found by its tags; empty for none, null before it was looked for in this round.</summary>
    public string? PipelineFound { get; init; }

    /// <summary>The deletion of the media pipeline was accepted in this round.</summary>
    public bool PipelineIsDeleted { get; init; }

    /// <summary>How long a read in AWS may lag behind a write.</summary>
    public TimeSpan Lag { get; init; } = TimeSpan.FromMinutes(1);

    public override OutboxStatus? Outbox => Status.Outbox;

    /// <summary>Something may be pushed: the connector and its target are declared to be on air.</summary>
    public bool IsWanted => Spec.State == ConnectorState.Running && Target is not TargetView.Off;
}
