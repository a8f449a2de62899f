using Onair.Api.Connectors;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Connectors.Decisions;

/// <summary>What a connector does next: one pod for a run, nothing while nothing is on air, and what is on air stays there.</summary>
public sealed class DecideConnectorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PodView Pod = new("townhall-abcde-1") { Address = "10.0.0.7", Node = "node" };

    [Fact]
    public void A_connector_that_is_stopped_has_nothing() => Next(Stopped()).ShouldBe(new Settle());

    [Fact]
    public void A_mistake_is_told_before_the_start() =>
        Next(Stopped() with { Violations = [new Violation("spec.source", null, "must be one")] }).ShouldBe(new Stall("Invalid", "spec.source: Required value: must be one"));

    [Fact]
    public void A_start_reads_what_it_refers_to_and_then_takes_the_target()
    {
        Next(Running(null)).ShouldBe(new ConnectorStep.Resolve());
        Next(Running(null) with { Resolved = true }).ShouldBe(new ConnectorStep.BeginRun());
    }

    [Fact]
    public void A_target_that_another_connector_feeds_is_waited_for() =>
        Next(Running(null) with { Resolved = true, ClaimedBy = "first" }).ShouldBeOfType<Wait>().ShouldSatisfyAllConditions(
            wait => wait.Reason.ShouldBe("TargetBusy"),
            wait => wait.Message.ShouldBe("Connector \"first\" feeds LiveStream/event; this one starts when that one stops."));

    [Fact]
    public void A_channel_that_starts_is_waited_for_before_a_pod_costs_anything() =>
        Next(Running(null) with { Target = new TargetView.Waits("ChannelStarting", "It starts.") }).ShouldBe(new Wait("ChannelStarting", "It starts.", WaitFor.Cluster));

    [Fact]
    public void The_network_is_restricted_before_there_is_a_pod()
    {
        Next(Running() with { Resolved = true }).ShouldBe(new ConnectorStep.RestrictNetwork());
        Next(Running() with { Resolved = true, NetworkIsRestricted = true }).ShouldBe(new ConnectorStep.CreatePod());
    }

    [Fact]
    public void A_pod_gets_its_plan_and_is_asked_how_it_is_doing()
    {
        Next(Running() with { Resolved = true, Pod = Pod }).ShouldBe(new ConnectorStep.WritePlan());
        Next(Running() with { Resolved = true, PlanIsCurrent = true, Pod = Pod }).ShouldBe(new ConnectorStep.AskPod());
    }

    [Fact]
    public void The_first_push_is_recorded_and_then_all_is_as_declared()
    {
        var pushing = OnAir() with { Status = Status() };

        Next(pushing).ShouldBe(new ConnectorStep.RecordOnAir());
        Next(OnAir()).ShouldBe(new Settle());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void A_pod_that_goes_or_has_ended_gets_a_successor(bool deleting, bool ended) =>
        Next(OnAir() with { Pod = Pod with { Deleting = deleting, Ended = ended } }).ShouldBe(new ConnectorStep.NextAttempt());

    [Fact]
    public void A_pod_of_an_earlier_attempt_is_ended() =>
        Next(OnAir() with { Strays = [new("townhall-abcde-0")] }).ShouldBe(new ConnectorStep.DeletePod("townhall-abcde-0"));

    [Theory]
    [InlineData(ApplyPolicy.WhenIdle, typeof(Settle))]
    [InlineData(ApplyPolicy.Immediately, typeof(ConnectorStep.NextAttempt))]
    public void An_edit_takes_a_show_off_air_only_if_it_is_declared_to(ApplyPolicy policy, Type expected)
    {
        var view = OnAir() with { PlanIsCurrent = false };

        Next(view with { Spec = view.Spec with { ApplyPolicy = policy } }).ShouldBeOfType(expected);
    }

    [Fact]
    public void An_invalid_spec_leaves_a_running_connector_on_air()
    {
        Wait gone = new("SecretNotFound", "It is gone.", WaitFor.Reference);
        var wrong = OnAir() with { Violations = [new Violation("spec.video.width", "853", "must be even")] };

        Next(wrong).ShouldBe(new Stall("Invalid", "spec.video.width: Invalid value: \"853\": must be even"));
        Next(OnAir() with { Resolved = true, SourceProblem = gone }).ShouldBe(gone);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stop_ends_the_push_before_the_run(bool byTarget)
    {
        var view = byTarget ? OnAir() with { Target = new TargetView.Off("It is stopped.") } : OnAir() with { Spec = Spec(ConnectorState.Stopped) };

        Next(view).ShouldBe(new ConnectorStep.DeletePod(Pod.Name));
        Next(view with { Pod = Pod with { Deleting = true } }).ShouldBeOfType<Wait>().Reason.ShouldBe("Stopping");
        Next(view with { Pod = null }).ShouldBe(new ConnectorStep.EndRun());
        Next(view with { Pod = null, Status = new() }).ShouldBe(new Settle());
    }

    [Fact]
    public void A_pod_whose_node_is_lost_holds_up_neither_a_stop_nor_a_deletion()
    {
        var lost = Pod with { Deleting = true, Overdue = true };

        Next(OnAir() with { Spec = Spec(ConnectorState.Stopped), Pod = lost }).ShouldBe(new ConnectorStep.EndRun());
        Next(OnAir() with { Deleting = true, Status = new(), Pod = null, Strays = [lost] }).ShouldBe(new RemoveFinalizer());
    }

    [Fact]
    public void A_deletion_ends_the_push_first()
    {
        Next(OnAir() with { Deleting = true }).ShouldBe(new ConnectorStep.DeletePod(Pod.Name));
        Next(OnAir() with { Deleting = true, Pod = null }).ShouldBe(new ConnectorStep.EndRun());
    }

    [Fact]
    public void A_pod_that_finds_no_node_needs_somebody()
    {
        var view = Running() with { Resolved = true, PlanIsCurrent = true };

        Next(view with { Pod = new("townhall-abcde-1") { Obstacle = new("PodUnschedulable", "No node.") } }).ShouldBe(new Stall("PodUnschedulable", "No node."));
        Next(view with { Pod = new("townhall-abcde-1") { Obstacle = new("PodWaits", "It is gated.", NeedsUser: false) } }).ShouldBe(new Wait("PodWaits", "It is gated."));
    }

    [Fact]
    public void A_push_that_is_refused_is_told()
    {
        var view = OnAir();
        var report = view.Pod!.Report! with { Pushing = [false], PushMessage = "The target refuses the push." };

        Next(view with { Pod = view.Pod with { Report = report } }).ShouldBe(new Wait("PushRefused", "The target refuses the push."));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(9.5, true)]
    [InlineData(10.5, false)]
    public void A_connection_without_data_is_no_push(double? seconds, bool pushes)
    {
        var view = OnAir();
        view = view with { Pod = view.Pod! with { Report = view.Pod!.Report! with { SecondsSinceBytes = seconds } } };

        Next(view).ShouldBe(pushes ? new Settle() : new Wait("NoData", "The target is connected, but nothing has been sent for more than 10 s."));
    }

    [Fact]
    public void A_plan_that_nobody_sees_is_replaced_at_once()
    {
        var view = OnAir() with { PlanIsCurrent = false };
        var report = view.Pod!.Report! with { Pushing = [false], PushMessage = "The target refuses the push." };

        Next(view with { Pod = Pod }).ShouldBe(new ConnectorStep.AskPod());
        Next(view with { Pod = view.Pod with { Report = report } }).ShouldBe(new ConnectorStep.NextAttempt());
        // A pod that does not answer may be on air.
        Next(view with { Pod = view.Pod with { Report = null }, Status = view.Status with { Source = "source" } }).ShouldBeOfType<Wait>();
    }

    private static ReconcileStep Next(ConnectorView view) => DecideConnector.Next(view);

    private static ConnectorView Stopped() => new()
    {
        Now = Noon,
        Spec = Spec(ConnectorState.Stopped),
        Status = new(),
        Target = new TargetView.Ready(),
    };

    private static ConnectorView Running() => Running(Status());

    private static ConnectorView Running(ConnectorStatus? status) => Stopped() with { Spec = Spec(ConnectorState.Running), Status = status ?? new() };

    private static ConnectorView OnAir()
    {
        var status = Status();
        return Running(status with { Run = status.Run! with { OnAirAt = Noon } }) with
        {
            Resolved = true,
            PlanIsCurrent = true,
            Pod = Pod with { Asked = true, Report = new() { StartedAt = Noon, Source = 0, Pushing = [true], BytesOut = 1 } },
        };
    }

    private static ConnectorStatus Status() => new() { Target = "LiveStream/event", Run = new() { Id = "abcde", Attempts = 1, StartedAt = Noon } };

    private static ConnectorSpec Spec(ConnectorState state) => new()
    {
        State = state,
        Source = new() { Meeting = new() { Url = "https://meet.example.com/townhall" } },
        Target = new() { LiveStreamRef = new() { Name = "event" } },
    };
}
