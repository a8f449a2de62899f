using Onair.Connectors;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors.Targets;

/// <summary>What the spec refers to, as read: a plan, or what is wrong.</summary>
internal sealed record Resolution
{
    /// <summary>The plan; null when something is wrong.</summary>
    public ConnectorPlan? Plan { get; init; }

    /// <summary>What is wrong with the target; null when nothing is.</summary>
    public TargetView.Wrong? Target { get; init; }

    /// <summary>How the round ends because of a source or the join script; null when nothing is wrong with them.</summary>
    public RoundEnd? Source { get; init; }
}
