using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>A declared state wins over the schedule, and the status shows the effective state and what decides it.</summary>
public sealed class OverriddenScheduleTests
{
    [Fact]
    public void A_stop_ends_the_show_in_the_middle_of_its_window()
    {
        var aws = InWindow();

        aws.Edit(aws.Spec with { State = StreamState.Stopped });

        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse();
        aws.ChannelState.ShouldBe(Lifecycle.Idle);
        aws.Status.Sessions.ShouldHaveSingleItem().StopReason.ShouldBe("spec.state is Stopped");
    }

    [Fact]
    public void The_status_shows_the_effective_state_and_its_reason()
    {
        var aws = InWindow();
        Shown(aws).ShouldBe((RunState.Running, RunReason.Schedule));

        aws.Edit(aws.Spec with { State = StreamState.Stopped });
        aws.RunToEnd();
        Shown(aws).ShouldBe((RunState.Stopped, RunReason.State));
        aws.Status.Schedule!.State.ShouldBe(RunState.Running, "what it would decide");

        aws.Edit(aws.Spec with { State = StreamState.Scheduled });
        aws.RunToEnd();
        Shown(aws).ShouldBe((RunState.Running, RunReason.Schedule));
    }

    [Fact]
    public void A_hold_shows_as_stopped_by_the_cost_guard()
    {
        var aws = InWindow(new() { MaxRunDuration = "1h" });

        aws.Tick(TimeSpan.FromHours(1));
        aws.RunToEnd();

        Shown(aws).ShouldBe((RunState.Stopped, RunReason.CostGuard));
    }

    private static (RunState State, RunReason Reason) Shown(SimulatedAws aws) => (aws.Status.Run!.State, aws.Status.Run.Reason);

    private static SimulatedAws InWindow(CostGuardSpec? guard = null)
    {
        var aws = new SimulatedAws();
        aws.Spec = aws.Spec with { State = null, CostGuard = guard, Schedule = [new() { Start = aws.Now.AddMinutes(-1), Stop = aws.Now.AddHours(9) }] };
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();
        return aws;
    }
}
