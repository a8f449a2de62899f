using k8s.Models;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors.Pods;

/// <summary>Reads a pod's state. Pure functions.</summary>
internal static class PodState
{
    // Beyond its grace period, the kubelet needs some time to say that a pod is gone.
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(20);

    /// <summary>What is known of a pod, before it was asked.</summary>
    public static PodView Of(V1Pod pod, DateTimeOffset now)
    {
        // The time in a deletion is when the grace period ends.
        var due = pod.Metadata.DeletionTimestamp;
        return new(pod.Metadata.Name!)
        {
            Deleting = due is not null,
            Overdue = due + Slack < now,
            Ended = pod.Status?.Phase is "Succeeded" or "Failed",
            Obstacle = PodObstacle.Of(pod, now),
            Node = pod.Spec?.NodeName,
            Address = pod.Status?.PodIP,
            Restarts = pod.Status?.ContainerStatuses?.Sum(c => c.RestartCount) ?? 0,
        };
    }
}
