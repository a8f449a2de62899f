using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Resources;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Connectors.Targets;

namespace Onair.Tests.Unit.Operator.Connectors.Targets;

/// <summary>When a target takes a push.</summary>
public sealed class TargetStateTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_running_channel_takes_a_push() => TargetState.Of("event", Stream(), Noon).ShouldBe(new TargetView.Ready());

    [Fact]
    public void A_stream_that_is_unknown_or_whose_channel_starts_is_waited_for()
    {
        TargetState.Of("event", null, Noon).ShouldBeOfType<TargetView.Waits>().Message.ShouldBe("LiveStream \"event\" does not exist.");
        TargetState.Of("event", Stream(session: new() { Id = "s" }), Noon).ShouldBeOfType<TargetView.Waits>().Reason.ShouldBe("ChannelStarting");
    }

    [Fact]
    public void A_stop_a_hold_and_a_deletion_end_the_push_while_the_channel_still_runs()
    {
        TargetState.Of("event", Stream(state: StreamState.Stopped), Noon).ShouldBe(new TargetView.Off("LiveStream \"event\" is stopped."));
        TargetState.Of("event", Stream(hold: new()), Noon).ShouldBeOfType<TargetView.Off>();
        var deleted = Stream();
        deleted.Metadata.DeletionTimestamp = Noon.UtcDateTime;
        TargetState.Of("event", deleted, Noon).ShouldBeOfType<TargetView.Off>();
    }

    [Fact]
    public void A_target_that_cannot_be_read_keeps_its_push()
    {
        var field = new UnreadableField("spec.state", "Asleep", "must be one of Stopped, Running");
        var stream = Stream(state: StreamState.Stopped);
        stream.Metadata.Unreadable = field;
        var channel = new IvsChannel { Metadata = new() { Name = "townhall", Unreadable = field }, Status = new() { StreamKeySecretRef = new() { Name = "townhall-stream-key" } } };

        TargetState.Of("event", stream, Noon).ShouldBe(new TargetView.Ready());
        TargetState.Of("townhall", channel).ShouldBe(new TargetView.Ready());
    }

    [Fact]
    public void A_stop_inside_a_window_ends_the_push()
    {
        ScheduleWindow[] open = [new() { Start = Noon.AddHours(-1), Stop = Noon.AddHours(1) }];
        var stream = Stream(state: StreamState.Stopped);
        stream.Spec = stream.Spec with { Schedule = open };

        TargetState.Of("event", stream, Noon).ShouldBeOfType<TargetView.Off>();

        stream.Spec = stream.Spec with { State = null };
        TargetState.Of("event", stream, Noon).ShouldBe(new TargetView.Ready());
    }

    [Theory]
    [InlineData(ConditionStatus.True, true, typeof(TargetView.Ready))]
    [InlineData(ConditionStatus.True, false, typeof(TargetView.Waits))]
    [InlineData(ConditionStatus.False, true, typeof(TargetView.Waits))]
    public void An_ivs_channel_takes_a_push_when_it_is_ready_and_has_a_key(ConditionStatus ready, bool key, Type expected) =>
        TargetState.Of("townhall", new IvsChannel
        {
            Metadata = new() { Name = "townhall" },
            Status = new()
            {
                Conditions = [new() { Type = ConditionTypes.Ready, Status = ready }],
                StreamKeySecretRef = key ? new() { Name = "townhall-stream-key" } : null,
            },
        }).ShouldBeOfType(expected);

    private static LiveStream Stream(StreamState state = StreamState.Running, SessionStatus? session = null, HoldStatus? hold = null) => new()
    {
        Metadata = new() { Name = "event", NamespaceProperty = "shows", Uid = "uid" },
        Spec = new() { State = state },
        Status = new()
        {
            CurrentSessionId = "s",
            Sessions = [session ?? new() { Id = "s", RunningAt = Noon }],
            Ingest = new() { Endpoints = ["rtmp://203.0.113.7:1935/live"] },
            Hold = hold,
        },
    };
}
