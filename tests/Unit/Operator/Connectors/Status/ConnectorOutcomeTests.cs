using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Events.Transitions;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Connectors.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Connectors.Status;

/// <summary>What people read of a connector.</summary>
public sealed class ConnectorOutcomeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ConnectorReport Report = new()
    {
        StartedAt = Noon,
        Source = 0,
        Stages = [new(ConnectorStages.Display, Noon.AddSeconds(1)), new(ConnectorStages.Flow, Noon.AddSeconds(12.34))],
        Pushing = [true, true],
        BytesOut = 5,
        Restarts = 2,
        AudioDelaySeconds = 0.0712,
    };

    [Fact]
    public void A_connector_on_air_says_what_it_shows_since_when_and_on_which_node()
    {
        var status = After(View(), new Settle());

        status.Phase.ShouldBe("OnAir");
        Text(status, ConnectorConditions.OnAir).ShouldBe("True Pushing LiveStream/event receives the push.");
        Text(status, ConnectorConditions.SourceHealthy).ShouldBe("True Shown The source is shown.");
        (status.Source, status.Node, status.AudioDelaySeconds).ShouldBe(("source", "node", 0.071));
        status.Restarts.ShouldBe(4, "two parts of the pod, one container, one pod");
        status.Stages.Select(s => (s.Name, s.Seconds)).ShouldBe([("Display", 1.0), ("Flow", 12.3)]);
    }

    [Fact]
    public void A_fallback_is_told_with_the_reason()
    {
        var report = Report with { Source = 1, Reason = "PictureFrozen", Message = "The picture has not changed for 20 s." };

        var status = After(View(report), new Settle());

        status.Source.ShouldBe("fallback[0]");
        Text(status, ConnectorConditions.SourceHealthy).ShouldBe("False PictureFrozen The picture has not changed for 20 s.");
        Text(status, ConnectorConditions.OnAir).ShouldStartWith("True");
    }

    [Fact]
    public void A_connection_without_data_is_not_on_air_and_costs_one_write()
    {
        var status = After(View(Report with { SecondsSinceBytes = 12 }), new Wait("NoData", "It waits."));

        Text(status, ConnectorConditions.OnAir).ShouldBe("False NoData The target is connected, but nothing has been sent for more than 10 s.");
        Text(After(View(Report with { SecondsSinceBytes = 22 }), new Wait("NoData", "It waits.")), ConnectorConditions.OnAir).ShouldBe(Text(status, ConnectorConditions.OnAir));
    }

    [Fact]
    public void A_pod_that_does_not_answer_is_in_doubt_and_what_it_said_last_stands()
    {
        var status = After(View(), new Settle());
        var view = View() with { Status = status, Pod = View().Pod! with { Report = null } };

        var later = After(view, new Wait("Starting", "The pod is starting."));

        Text(later, ConnectorConditions.OnAir).ShouldBe("Unknown NoAnswer The pod does not answer.");
        (later.Source, later.Restarts).ShouldBe((status.Source, status.Restarts));
    }

    [Fact]
    public void A_connector_whose_stream_is_stopped_stands_by()
    {
        var status = After(View() with { Pod = null, Status = new(), Target = new TargetView.Off("LiveStream \"event\" is stopped.") }, new Settle());

        status.Phase.ShouldBe("Standby");
        Text(status, ConditionTypes.Ready).ShouldBe("True Standby LiveStream \"event\" is stopped.");
        Text(status, ConnectorConditions.OnAir).ShouldBe("False NotRunning Nothing is pushed.");
        status.Conditions.ShouldNotContain(c => c.Type == ConnectorConditions.SourceHealthy);
    }

    [Fact]
    public void A_pod_that_cannot_be_scheduled_is_off_air_with_the_reason()
    {
        var pod = new PodView("townhall-abcde-2") { Obstacle = new("PodUnschedulable", "The pod cannot be scheduled: 0/3 nodes are available.") };

        var status = After(View() with { Pod = pod, Status = new() { Run = View().Status.Run! with { OnAirAt = null } } }, new Stall("PodUnschedulable", pod.Obstacle!.Message));

        Text(status, ConnectorConditions.OnAir).ShouldBe("False PodUnschedulable The pod cannot be scheduled: 0/3 nodes are available.");
        ConnectorChanges.Between(new() { Run = status.Run }, status).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            c => c.Transition!.Name.ShouldBe("failed"), c => c.Transition!.Reason.ShouldBe("PodUnschedulable"), c => c.Announcement!.Reason.ShouldBe("PodUnschedulable"));
    }

    [Fact]
    public void A_pod_that_ends_its_push_is_not_on_air_and_that_is_no_failure()
    {
        var onAir = After(View(), new Settle());

        var stopping = After(View() with { Status = onAir, Pod = View().Pod! with { Deleting = true, Report = null } }, new Wait("Stopping", "The pod ends its push."));

        Text(stopping, ConnectorConditions.OnAir).ShouldBe("False Stopping The pod ends its push.");
        ConnectorChanges.Between(onAir, stopping).ShouldBeEmpty();
    }

    [Fact]
    public void A_push_that_broke_off_says_when_and_why_and_costs_one_write()
    {
        var onAir = After(View(), new Settle());
        var report = Report with { Pushing = [false, false], Reason = "PageClosed", Message = "The meeting has ended." };
        var view = View(report) with { Status = onAir, Now = Noon.AddSeconds(97) };

        var off = After(view, new Wait("PageClosed", "The meeting has ended."));

        Text(off, ConnectorConditions.OnAir).ShouldBe(
            "False PushEnded The push ended at 2026-01-01T12:01:37Z, after 97 s on air: The meeting has ended. It begins again when the target takes it.");
        ConnectorChanges.Between(onAir, off).Select(c => c.Transition?.Name).ShouldContain("offair");
        Text(After(view with { Status = off, Now = Noon.AddSeconds(120) }, new Wait("PageClosed", "The meeting has ended.")), ConnectorConditions.OnAir).ShouldBe(Text(off, ConnectorConditions.OnAir));
    }

    [Fact]
    public void A_connector_that_was_on_air_says_when_and_why_its_push_ended()
    {
        var ended = new ConnectorStatus { LastRun = new() { OnAirAt = Noon, EndedAt = Noon.AddSeconds(97), Message = "spec.state is Stopped." } };

        var status = After(View() with { Pod = null, Status = ended, Spec = new() { State = ConnectorState.Stopped } }, new Settle());

        Text(status, ConnectorConditions.OnAir).ShouldBe("False NotRunning Nothing is pushed. The last push ended at 2026-01-01T12:01:37Z, after 97 s on air: spec.state is Stopped.");
    }

    [Fact]
    public void The_same_report_changes_nothing()
    {
        var status = After(View(), new Settle());

        After(View(Report with { FramesOut = 900, BytesOut = 7_000_000 }) with { Status = status, Now = Noon.AddSeconds(5) }, new Settle())
            .ShouldBeEquivalentTo(status);
    }

    [Fact]
    public void Transitions_become_events()
    {
        var starting = new ConnectorStatus { Target = "LiveStream/event", Run = View().Status.Run, Conditions = [new() { Type = ConnectorConditions.OnAir, Status = ConditionStatus.False }] };
        var onAir = After(View(), new Settle());
        var lost = After(View(Report with { Source = 1, Reason = "PageCrashed", Message = "The tab crashed." }) with { Status = onAir }, new Settle());

        ConnectorChanges.Between(starting, onAir).Select(c => c.Announcement).OfType<Announcement>().Select(e => e.Message).ShouldBe(["LiveStream/event receives the push. It took 12.3 s."]);
        ConnectorChanges.Between(onAir, lost).Select(c => c.Announcement).OfType<Announcement>().Select(e => e.Reason).ShouldBe(["PageCrashed", "SourceSwitched"]);
        ConnectorChanges.Between(onAir, onAir with { Run = null }).Select(c => c.Announcement).OfType<Announcement>().Select(e => e.Reason).ShouldBe(["Stopped"]);
    }

    private static ConnectorStatus After(ConnectorView view, RoundEnd end) => ConnectorOutcome.After(view, end, 3);

    private static string Text(ConnectorStatus status, string type)
    {
        var condition = status.Conditions.Single(c => c.Type == type);
        return $"{condition.Status} {condition.Reason} {condition.Message}";
    }

    private static ConnectorView View(ConnectorReport? report = null) => new()
    {
        Now = Noon,
        Spec = new() { State = ConnectorState.Running },
        Status = new() { Target = "LiveStream/event", Run = new() { Id = "abcde", Attempts = 2, StartedAt = Noon, OnAirAt = Noon } },
        Target = new TargetView.Ready(),
        PlanIsCurrent = true,
        Pod = new("townhall-abcde-2") { Node = "node", Address = "10.0.0.7", Asked = true, Restarts = 1, Report = report ?? Report },
    };
}
