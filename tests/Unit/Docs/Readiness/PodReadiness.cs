using k8s.Models;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Docs.Readiness;

/// <summary>Pods that cannot run.</summary>
internal static class PodReadiness
{
    /// <summary>A pod as the scheduler leaves it.</summary>
    public static V1Pod Pending { get; } = new()
    {
        Metadata = new() { Name = "townhall-abcde-1" },
        Status = new() { Conditions = [new() { Type = "PodScheduled", Status = "False", Reason = "Unschedulable", Message = "0/3 nodes are available: 3 Insufficient cpu." }] },
    };

    public static PodObstacle Unschedulable => PodObstacle.Of(Pending, Broken.Now)!;
}
