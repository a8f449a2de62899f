using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>A running event's hazards, simulated with a death after every side effect: limits, schedules, foreign resources.</summary>
public sealed class EventTests
{
    private static readonly LiveStreamSpec Guarded = new()
    {
        ProviderRef = new() { Name = "p" },
        State = StreamState.Running,
        CostGuard = new() { MaxRunDuration = "1h", NoInputTimeout = "15m" },
    };

    [Theory]
    [InlineData("MaxRunDuration")]
    [InlineData("NoInputTimeout")]
    public void A_limit_ends_the_session_once_and_for_all_whenever_the_process_dies(string reason)
    {
        for (var death = 1; death < 60; death++)
        {
            var aws = new SimulatedAws { Spec = Guarded, DieAfter = death };
            aws.RunToEnd();
            Reach(aws, reason);
            aws.RunToEnd();

            aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse($"died after effect {death}");

            aws.ChannelState.ShouldBe(Lifecycle.Idle);
            aws.Starts.Count.ShouldBe(1);
            var hold = aws.Status.Hold.ShouldNotBeNull();
            hold.Reason.ShouldBe(reason);
            hold.SessionId.ShouldBe(aws.Status.Sessions.ShouldHaveSingleItem().Id);
            hold.Message.ShouldContain($"kubectl annotate livestream --namespace shows demo {Annotations.Resume}={hold.SessionId}");
            Stalled(aws).Reason.ShouldBe(reason);
        }
    }

    [Fact]
    public void A_held_stream_runs_again_when_its_session_is_named()
    {
        var aws = Held();

        aws.Resume = "another";
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse();
        aws.Resume = aws.Status.Hold!.SessionId;
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();

        aws.Status.Hold.ShouldBeNull();
        aws.Starts.Count.ShouldBe(2);
        Reach(aws, "MaxRunDuration");
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse("the former answer does not resume the next hold");
    }

    [Fact]
    public void A_held_stream_runs_again_after_it_was_declared_stopped()
    {
        var aws = Held();

        aws.Spec = Guarded with { State = StreamState.Stopped };
        aws.RunToEnd();
        aws.Status.Hold.ShouldBeNull();
        aws.Spec = Guarded;

        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();
    }

    [Fact]
    public void Silence_is_counted_from_when_it_began()
    {
        var aws = new SimulatedAws { Spec = Guarded };
        aws.RunToEnd();
        for (var minute = 0; minute < 55; minute += 5)
        {
            // Ten minutes of silence, five of video: never fifteen in a row.
            aws.Receiving = minute % 15 == 0 ? true : false;
            aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue($"at minute {minute}");
            aws.Tick(TimeSpan.FromMinutes(5));
        }
    }

    [Fact]
    public void An_invalid_edit_neither_ends_a_show_nor_keeps_it_on_air_beyond_its_limit()
    {
        var aws = new SimulatedAws { Spec = Guarded };
        aws.RunToEnd();
        aws.Spec = Guarded with { Archive = new() { Path = "s3://b/always-the-same" } };

        aws.RunToEnd().ShouldBeOfType<Stall>().Reason.ShouldBe("Invalid");
        aws.ChannelState.ShouldBe(Lifecycle.Running);
        aws.Tick(TimeSpan.FromHours(1));
        aws.RunToEnd();
        aws.Tick();
        aws.RunToEnd();

        aws.ChannelState.ShouldBe(Lifecycle.Idle);
    }

    [Theory]
    [InlineData("60m", typeof(LiveStreamStep.RecordHold))]
    [InlineData("61m", typeof(LiveStreamStep.Look))]
    public void A_limit_is_kept_before_any_other_resource_is_looked_at(string longest, Type step)
    {
        var aws = new SimulatedAws { Spec = Guarded };
        aws.RunToEnd();
        var running = aws.Status.Sessions[0].RunningAt!.Value;
        var view = new LiveStreamView
        {
            Uid = "uid",
            Spec = Guarded with { CostGuard = new() { MaxRunDuration = longest } },
            Status = aws.Status,
            Now = running.AddHours(1),
            LookAtAll = true,
            Receiving = true,
            Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.Channel] = new(aws.Status.Resources.ChannelId, Lifecycle.Running) { Tag = new("uid") } },
        };

        DecideLiveStream.Next(view).ShouldBeOfType(step);
    }

    [Fact]
    public void A_schedule_starts_and_stops_the_channel()
    {
        var aws = new SimulatedAws();
        var start = aws.Now.AddHours(1);
        aws.Spec = aws.Spec with { State = null, Schedule = [new() { Start = start, Stop = start.AddHours(2) }] };

        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse("the window is not open yet");
        aws.Status.Schedule!.Until.ShouldBe(start.AddMinutes(-5));
        aws.Tick(start.AddMinutes(-5) - aws.Now);
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue("the warm-up lead");
        aws.Tick(start.AddHours(2) - aws.Now);
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse();

        aws.Status.Sessions.ShouldHaveSingleItem().StoppedAt.ShouldNotBeNull();
        aws.Status.Schedule!.Until.ShouldBeNull();
    }

    [Fact]
    public void Named_resources_are_taken_over_on_air_whenever_the_process_dies()
    {
        for (var death = 1; death < 40; death++)
        {
            var aws = new SimulatedAws { DieAfter = death };
            aws.AdoptIds = Enum.GetValues<ResourceKind>()
                .Where(k => k is not (ResourceKind.Behaviour or ResourceKind.SourceCredentials)).ToDictionary(k => k, k => aws.Foreign(k));
            aws.Adoption = new() { Ids = [.. aws.AdoptIds.Values] };

            aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();

            aws.Status.Resources.ChannelId.ShouldBe("foreign-Channel");
            aws.Owners.ShouldAllBe(o => o == "uid");
            aws.Starts.ShouldBeEmpty("the show went on");
            aws.Existing.ShouldBeUnique();
            (aws.HasKey, aws.Status.Ingest!.StreamKeySecretRef).ShouldBe((false, null), "the key of somebody else's input is not copied");
        }
    }

    [Fact]
    public void A_named_resource_that_is_not_there_is_not_made()
    {
        var aws = new SimulatedAws { AdoptIds = new Dictionary<ResourceKind, string> { [ResourceKind.Channel] = "123" }, Adoption = new() { Ids = ["123"] } };

        aws.RunToEnd().ShouldBeOfType<Stall>().Message
            .ShouldBe("metadata.annotations[onair.dev/adopt]: Invalid value: \"123\": no MediaLive channel has this id; to create a new one, remove the id from the annotation");
        aws.Existing.ShouldNotContain(ResourceKind.Channel);
    }

    [Fact]
    public void Retained_resources_stay_and_belong_to_nobody_whenever_the_process_dies()
    {
        for (var death = 1; death < 60; death++)
        {
            var aws = new SimulatedAws { DieAfter = death };
            aws.RunToEnd();
            aws.Spec = aws.Spec with { DeletionPolicy = DeletionPolicy.Retain };
            aws.Deleting = true;

            aws.RunToEnd();

            aws.HasFinalizer.ShouldBeFalse();
            aws.ChannelState.ShouldBe(Lifecycle.Running, "the show goes on");
            aws.Existing.Zip(aws.Owners).ShouldAllBe(r => r.Second == null || r.First == ResourceKind.Behaviour, $"died after effect {death}");
        }
    }

    [Fact]
    public void Observe_only_never_changes_AWS()
    {
        var aws = new SimulatedAws();
        aws.RunToEnd();
        var effects = aws.Effects;
        aws.ObserveOnly = true;
        aws.Spec = aws.Spec with { State = StreamState.Stopped };

        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Observe>().Drift.ShouldBe(["the channel runs, but spec.state is Stopped"]);
        aws.Status.Conditions.Single(c => c.Type == ConditionTypes.Drifted).Message.ShouldContain("the channel runs");
        aws.Effects.ShouldBe(effects);

        aws.ObserveOnly = false;
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>();
        aws.Status.Conditions.ShouldNotContain(c => c.Type == ConditionTypes.Drifted);
        aws.ChannelState.ShouldBe(Lifecycle.Idle);
    }

    private static SimulatedAws Held()
    {
        var aws = new SimulatedAws { Spec = Guarded };
        aws.RunToEnd();
        Reach(aws, "MaxRunDuration");
        aws.RunToEnd();
        return aws;
    }

    private static void Reach(SimulatedAws aws, string limit)
    {
        if (limit == "NoInputTimeout")
        {
            aws.Receiving = false;
            aws.RunToEnd();
        }
        aws.Tick(limit == "NoInputTimeout" ? TimeSpan.FromMinutes(15) : TimeSpan.FromHours(1));
    }

    private static Condition Stalled(SimulatedAws aws) => aws.Status.Conditions.Single(c => c.Type == ConditionTypes.Stalled);
}
