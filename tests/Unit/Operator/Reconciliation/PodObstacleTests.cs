using k8s.Models;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Reconciliation;

public sealed class PodObstacleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_pod_without_a_node_says_what_the_scheduler_says() =>
        PodObstacle.Of(Scheduled("Unschedulable", "0/1 nodes are available: 1 Insufficient cpu."), Noon).ShouldBe(new(
            "PodUnschedulable", "The pod cannot be scheduled: 0/1 nodes are available: 1 Insufficient cpu. Add a node with enough room, or correct what the pod requires of a node."));

    [Fact]
    public void A_pod_that_somebody_holds_back_needs_nobody() => PodObstacle.Of(Scheduled("SchedulingGated", null), Noon)!.NeedsUser.ShouldBeFalse();

    [Theory]
    [InlineData("ErrImagePull", "not found", "ImagePullFailed")]
    [InlineData("ImagePullBackOff", "Back-off pulling image", "ImagePullFailed")]
    [InlineData("InvalidImageName", null, "ImagePullFailed")]
    [InlineData("CreateContainerConfigError", "secret \"x\" not found", "PodNotStarted")]
    public void A_container_that_cannot_start_says_why(string waiting, string? message, string reason)
    {
        var obstacle = PodObstacle.Of(With(new() { State = new() { Waiting = new() { Reason = waiting, Message = message } } }), Noon).ShouldNotBeNull();

        obstacle.Reason.ShouldBe(reason);
        obstacle.Message.ShouldContain(message is null ? waiting : $"{waiting}: {message}");
    }

    [Fact]
    public void A_container_that_crashes_is_an_obstacle_between_two_crashes_too()
    {
        var ended = new V1ContainerState { Terminated = new() { ExitCode = 139, Reason = "Error" } };
        var backOff = With(new() { State = new() { Waiting = new() { Reason = "CrashLoopBackOff" } }, RestartCount = 4, LastState = ended });
        var started = With(new() { State = new() { Running = new() { StartedAt = Noon.UtcDateTime.AddSeconds(-10) } }, RestartCount = 4, LastState = ended });
        var recovered = With(new() { State = new() { Running = new() { StartedAt = Noon.UtcDateTime.AddMinutes(-3) } }, RestartCount = 4, LastState = ended });

        PodObstacle.Of(backOff, Noon).ShouldBe(new(
            "PodCrashes", "The pod's container crashes, and Kubernetes starts it again with growing delays. The last time: Error, exit code 139. See the pod's log."));
        PodObstacle.Of(started, Noon).ShouldBe(PodObstacle.Of(backOff, Noon));
        PodObstacle.Of(recovered, Noon).ShouldBeNull();
    }

    [Theory]
    [InlineData("ContainerCreating")]
    [InlineData("PodInitializing")]
    public void A_pod_that_starts_has_no_obstacle(string waiting) =>
        PodObstacle.Of(With(new() { State = new() { Waiting = new() { Reason = waiting } } }), Noon).ShouldBeNull();

    private static V1Pod Scheduled(string reason, string? message) =>
        new() { Status = new() { Conditions = [new() { Type = "PodScheduled", Status = "False", Reason = reason, Message = message }] } };

    private static V1Pod With(V1ContainerStatus container) => new() { Status = new() { ContainerStatuses = [container] } };
}
