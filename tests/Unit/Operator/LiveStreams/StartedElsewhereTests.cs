using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>Channels that somebody else starts, for example in AWS's console: their recordings are found.</summary>
public sealed class StartedElsewhereTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_channel_that_was_started_before_its_session_was_set_up_has_the_folder_that_it_records_to(bool observed)
    {
        var aws = StoppedOnce();
        aws.Edit(aws.Spec with { State = StreamState.Running });
        aws.DieAfter = aws.Effects + 1;
        aws.RunUntilDeath();
        aws.Status.Sessions[^1].ShouldBe(aws.Status.Sessions[^1] with { ArchivePath = "s3://b/1", RunningAt = null }, "the session is recorded, the channel is idle");

        aws.StartElsewhere("s3://b/0");
        aws.ObserveOnly = observed;
        aws.RunRounds(2);
        aws.Status.Sessions[^1].RunningAt.ShouldBeNull("a look may lag behind");
        aws.Tick(TimeSpan.FromMinutes(1));
        aws.RunToEnd();

        aws.Status.Sessions[^1].ArchivePath.ShouldBe("s3://b/0");
        aws.Status.Sessions[^1].RunningAt.ShouldNotBeNull();
        aws.ChannelState.ShouldBe(Lifecycle.Running);
    }

    [Fact]
    public void A_channel_that_records_to_another_folder_gets_another_session_and_stays_on_air()
    {
        var aws = new SimulatedAws();
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();
        aws.Tick(TimeSpan.FromMinutes(2));
        var changes = aws.Changes;

        aws.StartElsewhere("s3://elsewhere/talk");
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();

        aws.Status.Sessions.Select(s => s.ArchivePath).ShouldBe(["s3://b/0", "s3://elsewhere/talk"]);
        aws.Status.Sessions[0].StoppedAt.ShouldNotBeNull();
        aws.Status.CurrentSessionId.ShouldBe(aws.Status.Sessions[1].Id);
        aws.Changes.ShouldBe(changes, "nothing is changed in AWS");
    }

    [Fact]
    public void A_channel_that_was_stopped_and_started_in_its_own_folder_goes_on_in_its_session()
    {
        var aws = new SimulatedAws();
        aws.RunToEnd();

        aws.StartElsewhere();
        aws.RunToEnd();

        aws.Status.Sessions.ShouldHaveSingleItem().StoppedAt.ShouldBeNull();
    }

    [Fact]
    public void A_broken_edit_does_not_hide_where_the_channel_records_to()
    {
        var aws = StoppedOnce();
        aws.Edit(aws.Spec with { State = StreamState.Running });
        aws.DieAfter = aws.Effects + 1;
        aws.RunUntilDeath();
        aws.StartElsewhere("s3://b/0");
        aws.Edit(aws.Spec with { Packaging = aws.Spec.Packaging with { StartoverWindowSeconds = 1 } });
        aws.Tick(TimeSpan.FromMinutes(2));

        aws.RunToEnd().ShouldBeOfType<Stall>();

        aws.Status.Sessions[^1].ArchivePath.ShouldBe("s3://b/0");
    }

    private static SimulatedAws StoppedOnce()
    {
        var aws = new SimulatedAws();
        aws.RunToEnd();
        aws.Tick(TimeSpan.FromMinutes(2));
        aws.Edit(aws.Spec with { State = StreamState.Stopped });
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse();
        return aws;
    }
}
