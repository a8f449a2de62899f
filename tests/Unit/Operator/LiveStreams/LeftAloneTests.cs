using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Status;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>What is edited while a stream is paused or only observed is applied when the annotation goes.</summary>
public sealed class LeftAloneTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_edit_made_under_an_annotation_is_applied_when_the_annotation_goes(bool paused)
    {
        var aws = OnAir();
        Annotate(aws, paused, set: true);
        aws.RunRounds(2);
        aws.Edit(aws.Spec with { State = StreamState.Stopped, Encoder = aws.Spec.Encoder with { GopSeconds = 4 } });
        aws.RunRounds(3);
        var before = aws.Changes;
        aws.ChannelState.ShouldBe(Lifecycle.Running);

        Annotate(aws, paused, set: false);
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse();

        aws.Changes.ShouldBeGreaterThan(before);
        aws.Settings.ShouldContain("\"GopSize\":4");
        aws.Status.ObservedGeneration.ShouldBe(aws.Generation);
    }

    [Fact]
    public void The_generation_is_not_observed_until_what_was_left_is_applied()
    {
        var observed = StreamConditions.After(View(new()) with { ObserveOnly = true }, new LiveStreamStep.Observe(true, []), 3);
        observed.ObservedGeneration.ShouldBe(3);

        var waiting = StreamConditions.After(View(observed), new Wait("Updating", "…"), 3);
        waiting.ObservedGeneration.ShouldBe(2, "the next round, or the next process, compares everything too");
        StreamConditions.After(View(waiting), new LiveStreamStep.Settle(true, []), 3).ObservedGeneration.ShouldBe(3);
    }

    [Fact]
    public void While_paused_it_is_unknown_whether_video_arrives_and_the_state_is_what_was_left()
    {
        var paused = StreamConditions.After(View(new()) with { Paused = true, Receiving = true }, new Wait("Paused", "…"), 3);

        var receiving = paused.Conditions.Single(c => c.Type == LiveStreamConditions.Receiving);
        (receiving.Status, receiving.Reason, receiving.Message).ShouldBe(
            (ConditionStatus.Unknown, "Paused", "Onair does not call MediaLive while the annotation onair.dev/paused is \"true\"."));
        (paused.Run!.State, paused.Run.Reason).ShouldBe((RunState.Running, RunReason.Paused));
    }

    private static void Annotate(SimulatedAws aws, bool paused, bool set)
    {
        if (paused) aws.Paused = set;
        else aws.ObserveOnly = set;
    }

    private static SimulatedAws OnAir()
    {
        var aws = new SimulatedAws();
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();
        return aws;
    }

    private static LiveStreamView View(LiveStreamStatus status) => new()
    {
        Uid = "uid",
        Spec = new() { ProviderRef = new() { Name = "p" }, State = StreamState.Stopped },
        Status = status with
        {
            CurrentSessionId = "s",
            Sessions = [new() { Id = "s", StartedAt = DateTimeOffset.UnixEpoch, RunningAt = DateTimeOffset.UnixEpoch }],
        },
        Now = DateTimeOffset.UnixEpoch,
    };
}
