using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>Sources belong to the input, which is looked at only when something may have changed; an edit must not be forgotten on the way.</summary>
public sealed class EditedSourcesTests
{
    private static readonly InputSpec Before = new() { Type = InputType.RtmpPull, Sources = [new() { Url = "rtmp://before.example.com/live/show" }] };
    private static readonly InputSpec After = Before with { Sources = [new() { Url = "rtmp://after.example.com/live/show" }] };

    [Fact]
    public void Applied_immediately_they_are_there_after_the_restart()
    {
        var aws = OnAir();

        aws.Edit(aws.Spec with { Input = After, ApplyPolicy = ApplyPolicy.Immediately });
        aws.RunToEnd();

        aws.Settings.ShouldContain("after.example.com");
        aws.ChannelState.ShouldBe(Lifecycle.Running);
        aws.Starts.Count.ShouldBe(2);
    }

    [Fact]
    public void Applied_together_with_a_stop_they_are_there_before_the_next_start()
    {
        var aws = OnAir();

        aws.Edit(aws.Spec with { Input = After, State = StreamState.Stopped });
        aws.RunToEnd();

        aws.Settings.ShouldContain("after.example.com");
    }

    [Fact]
    public void Edited_while_the_channel_starts_they_are_told_as_pending()
    {
        var aws = new SimulatedAws { DieAfter = 1 };
        aws.Spec = aws.Spec with { Input = Before };
        for (; aws.Starts.Count == 0; aws.DieAfter++) aws.RunUntilDeath();

        aws.Edit(aws.Spec with { Input = After });

        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().PendingFields.ShouldBe(["spec.input.sources[0].url"]);
        aws.Status.Conditions.ShouldContain(c => c.Type == LiveStreamConditions.ChangesPending);
    }

    private static SimulatedAws OnAir()
    {
        var aws = new SimulatedAws();
        aws.Spec = aws.Spec with { Input = Before };
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();
        return aws;
    }
}
