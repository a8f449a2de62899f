using k8s.Models;

namespace Onair.Operator.Reconciliation;

/// <summary>What keeps a pod from running. Pure functions.</summary>
/// <param name="Reason">One word, the reason of the conditions.</param>
/// <param name="Message">What Kubernetes says, and what to do, for people.</param>
/// <param name="NeedsUser">Somebody has to act. Kubernetes goes on trying meanwhile.</param>
internal sealed record PodObstacle(string Reason, string Message, bool NeedsUser = true)
{
    // A container that has been up for so long has recovered from its crashes.
    private static readonly TimeSpan Recovery = TimeSpan.FromMinutes(2);

    /// <summary>The obstacle of a pod; null when nothing is known to be in its way.</summary>
    public static PodObstacle? Of(V1Pod pod, DateTimeOffset now) => OfScheduling(pod) ?? (pod.Status?.ContainerStatuses ?? []).Select(c => OfContainer(c, now)).FirstOrDefault(o => o is not null);

    private static PodObstacle? OfScheduling(V1Pod pod)
    {
        if (pod.Status?.Conditions?.FirstOrDefault(c => c is { Type: "PodScheduled", Status: "False" }) is not { } scheduled) return null;
        var said = scheduled.Message is { Length: > 0 } message ? message.TrimEnd('.') : scheduled.Reason;
        return scheduled.Reason == "Unschedulable"
            ? new("PodUnschedulable", $"The pod cannot be scheduled: {said}. Add a node with enough room, or correct what the pod requires of a node.")
            : new("PodWaits", $"The pod is not scheduled yet: {said}.", NeedsUser: false);
    }

    private static PodObstacle? OfContainer(V1ContainerStatus container, DateTimeOffset now)
    {
        var state = container.State;
        if (state?.Waiting is { Reason: { } reason } waiting and not { Reason: "ContainerCreating" or "PodInitializing" })
        {
            var said = waiting.Message is { Length: > 0 } message ? $"{reason}: {message.TrimEnd('.')}" : reason;
            return reason switch
            {
                "ErrImagePull" or "ImagePullBackOff" or "InvalidImageName" or "ErrImageNeverPull" or "RegistryUnavailable" or "ImageInspectError" =>
                    new("ImagePullFailed", $"The pod's image cannot be pulled: {said}. Correct the image of the chart, or its imagePullSecrets."),
                "CrashLoopBackOff" => Crashes(container),
                _ => new("PodNotStarted", $"The pod's container cannot be started: {said}."),
            };
        }
        // Between two crashes it runs for a while.
        return container.RestartCount >= 2 && state?.Running?.StartedAt is { } started && now - started < Recovery ? Crashes(container) : null;
    }

    private static PodObstacle Crashes(V1ContainerStatus container)
    {
        var end = container.LastState?.Terminated;
        var said = end switch
        {
            null => "",
            { Message: { Length: > 0 } message } => $" The last time: {message.Trim().TrimEnd('.')}.",
            _ => $" The last time: {end.Reason ?? "Error"}, exit code {end.ExitCode}.",
        };
        return new("PodCrashes", $"The pod's container crashes, and Kubernetes starts it again with growing delays.{said} See the pod's log.");
    }
}
