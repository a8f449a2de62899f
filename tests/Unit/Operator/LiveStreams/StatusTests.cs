using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Events.Transitions;
using Onair.Kubernetes.Events;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>How a round ends in the status, and which transitions are told.</summary>
public sealed class StatusTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly LiveStreamStatus OnAir = new()
    {
        CurrentSessionId = "s",
        Sessions = [new() { Id = "s", ArchivePath = "s3://b/s", StartedAt = Noon, RunningAt = Noon }],
    };

    public static TheoryData<string, string, string, string> Ends => new()
    {
        { "settle", "True", "False", "False" },
        { "wait", "False", "True", "False" },
        { "stall", "False", "False", "True" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public void Exactly_one_of_ready_reconciling_and_stalled_holds(string end, string ready, string reconciling, string stalled)
    {
        var status = StreamConditions.After(View(OnAir), End(end), generation: 3);

        Status(status, ConditionTypes.Ready).ShouldBe(ready);
        Status(status, ConditionTypes.Reconciling).ShouldBe(reconciling);
        Status(status, ConditionTypes.Stalled).ShouldBe(stalled);
    }

    [Theory]
    [InlineData("settle")]
    [InlineData("wait")]
    [InlineData("stall")]
    public void The_same_end_later_changes_nothing(string end)
    {
        var first = StreamConditions.After(View(OnAir), End(end), generation: 3);

        var second = StreamConditions.After(View(first) with { Now = Noon.AddHours(1) }, End(end), generation: 3);

        second.Conditions.ShouldBe(first.Conditions);
        StreamChanges.Between(first, second).Select(c => c.Announcement).OfType<Announcement>().ShouldBeEmpty();
    }

    [Fact]
    public void A_state_of_a_former_release_that_has_no_effect_is_told_once()
    {
        var former = new LiveStreamStatus { Conditions = [new() { Type = ConditionTypes.Ready, Status = ConditionStatus.True }] };
        var view = View(former);
        view = view with { Spec = view.Spec with { State = StreamState.Stopped, Schedule = [new() { Start = Noon.AddHours(1), Stop = Noon.AddHours(2) }] } };

        var upgraded = StreamConditions.After(view, new LiveStreamStep.Settle(false, []), 1);
        var again = StreamConditions.After(view with { Status = upgraded }, new LiveStreamStep.Settle(false, []), 1);

        var told = StreamChanges.Between(former, upgraded).Select(c => c.Announcement).OfType<Announcement>().ShouldHaveSingleItem();
        (told.Type, told.Reason).ShouldBe((Onair.Kubernetes.Events.EventType.Warning, "StateIgnored"));
        told.Message.ShouldBe(
            "spec.schedule has no window until 2026-01-01T12:55:00Z. A former release stored spec.state: Stopped, which has no effect. "
            + "To confirm that the channel follows the schedule, remove spec.state or set it to Scheduled. After that, Stopped and Running override the schedule.");
        StreamChanges.Between(upgraded, again).Select(c => c.Announcement).OfType<Announcement>().ShouldBeEmpty();
    }

    [Fact]
    public void The_time_of_a_condition_moves_only_with_its_status()
    {
        var ready = StreamConditions.After(View(OnAir), End("settle"), generation: 3);

        var stalled = StreamConditions.After(View(ready) with { Now = Noon.AddHours(1) }, End("stall"), generation: 4);

        Find(stalled, ConditionTypes.Ready).LastTransitionTime.ShouldBe(Noon.AddHours(1));
        Find(stalled, ConditionTypes.Reconciling).LastTransitionTime.ShouldBe(Noon);
    }

    [Fact]
    public void Video_that_comes_and_goes_is_told_once_each()
    {
        var silent = StreamConditions.After(View(OnAir, false), End("settle"), 1);
        var receiving = StreamConditions.After(View(silent, true), End("settle"), 1);
        var lost = StreamConditions.After(View(receiving, false), End("settle"), 1);

        StreamChanges.Between(silent, receiving).Select(c => c.Announcement).OfType<Announcement>().Select(e => e.Reason).ShouldBe(["Receiving"]);
        StreamChanges.Between(receiving, lost).Select(c => c.Announcement).OfType<Announcement>().Select(e => e.Reason).ShouldBe(["InputLost"]);
        lost.Phase.ShouldBe("Running");
        receiving.Phase.ShouldBe("Receiving");
    }

    [Fact]
    public void The_end_of_a_session_is_not_a_loss_of_input_and_resets_Receiving()
    {
        var receiving = StreamConditions.After(View(OnAir, true), End("settle"), 1);

        var restarted = receiving with { CurrentSessionId = "next", Conditions = StreamConditions.WhenClosed(receiving, 1, Noon) };

        Find(restarted, LiveStreamConditions.Receiving).Reason.ShouldBe("NotRunning");
        StreamChanges.Between(receiving, restarted).Select(c => c.Announcement).OfType<Announcement>().Select(e => e.Reason).ShouldNotContain("InputLost");
    }

    [Fact]
    public void A_change_that_waits_for_idle_is_named_and_goes_away_again()
    {
        var pending = StreamConditions.After(View(OnAir), new LiveStreamStep.Settle(true, ["spec.encoder.gopSeconds"]), 1);

        Find(pending, LiveStreamConditions.ChangesPending).Message.ShouldContain("spec.encoder.gopSeconds");
        StreamConditions.After(View(pending), End("settle"), 1).Conditions.ShouldNotContain(c => c.Type == LiveStreamConditions.ChangesPending);
    }

    [Fact]
    public void A_rule_that_is_newer_than_the_stream_is_reported_until_it_is_kept()
    {
        var fine = StreamConditions.After(View(OnAir), End("settle"), 1);

        var reported = StreamConditions.After(View(fine) with { Spared = [new("spec.archive.path", "s3://b/{unix}", "must contain {uid}")] }, End("settle"), 1);

        Find(reported, ConditionTypes.Deprecated).Message.ShouldBe("spec.archive.path: Invalid value: \"s3://b/{unix}\": must contain {uid}");
        Status(reported, ConditionTypes.Ready).ShouldBe("True");
        StreamChanges.Between(fine, reported).Select(c => c.Announcement).OfType<Announcement>().ShouldBe([new(EventType.Warning, "Deprecated", Find(reported, ConditionTypes.Deprecated).Message)]);
        StreamChanges.Between(reported, reported).Select(c => c.Announcement).OfType<Announcement>().ShouldBeEmpty();
        StreamConditions.After(View(reported), End("settle"), 1).Conditions.ShouldNotContain(c => c.Type == ConditionTypes.Deprecated);
    }

    private static LiveStreamView View(LiveStreamStatus status, bool receiving = true) => new()
    {
        Uid = "uid",
        Spec = new() { State = StreamState.Running },
        Status = status,
        Now = Noon,
        Receiving = receiving,
    };

    private static RoundEnd End(string end) => end switch
    {
        "settle" => new LiveStreamStep.Settle(true, []),
        "wait" => new Wait("Starting", "The channel is starting."),
        _ => new Stall("Invalid", "spec.x: Invalid value"),
    };

    private static Condition Find(LiveStreamStatus status, string type) => status.Conditions.Single(c => c.Type == type);

    private static string Status(LiveStreamStatus status, string type) => Find(status, type).Status.ToString();
}
