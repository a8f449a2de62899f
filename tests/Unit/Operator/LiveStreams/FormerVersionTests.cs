using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>Streams of an earlier version of Onair after the upgrade to this one.</summary>
public sealed class FormerVersionTests
{
    [Theory]
    [InlineData(ApplyPolicy.WhenIdle)]
    [InlineData(ApplyPolicy.Immediately)]
    public void An_upgrade_changes_nothing_of_a_show_and_its_channel_is_updated_at_the_next_idle(ApplyPolicy policy)
    {
        var aws = OnAir(s => s with { ApplyPolicy = policy });
        (aws.IsOfFormerVersion, var changes) = (true, aws.Changes);

        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().PendingFields.ShouldBeEmpty();
        aws.Changes.ShouldBe(changes);
        aws.Status.Conditions.ShouldNotContain(c => c.Type == LiveStreamConditions.ChangesPending);

        aws.Edit(aws.Spec with { State = StreamState.Stopped });
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse();
        aws.IsOfFormerVersion.ShouldBeFalse();
    }

    [Fact]
    public void A_stopped_channel_is_updated_before_its_next_start()
    {
        var aws = new SimulatedAws();
        aws.Edit(aws.Spec with { State = StreamState.Stopped });
        aws.RunToEnd();
        aws.IsOfFormerVersion = true;

        aws.Edit(aws.Spec with { State = StreamState.Running });
        aws.RunToEnd();

        aws.IsOfFormerVersion.ShouldBeFalse();
        aws.Starts.ShouldBe(["s3://b/0"]);
    }

    [Fact]
    public void Observed_only_an_upgrade_is_no_drift()
    {
        var aws = OnAir();
        (aws.IsOfFormerVersion, aws.ObserveOnly) = (true, true);

        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Observe>().Drift.ShouldNotBeNull().ShouldBeEmpty();
    }

    [Fact]
    public void A_stream_that_breaks_a_new_rule_still_starts_and_stops()
    {
        var aws = OnAir();
        aws.Edit(aws.Spec with { Archive = aws.Spec.Archive with { Path = "s3://{bucket}/{unix}" }, State = StreamState.Stopped });

        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse();
        aws.Edit(aws.Spec with { State = StreamState.Running });
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();

        aws.Starts.Count.ShouldBe(2);
        aws.Status.Conditions.ShouldContain(c => c.Type == ConditionTypes.Deprecated);
    }

    [Fact]
    public void A_new_stream_that_breaks_the_rule_is_not_provisioned()
    {
        var aws = new SimulatedAws();
        aws.Edit(aws.Spec with { Archive = aws.Spec.Archive with { Path = "s3://{bucket}/{unix}" } });

        aws.RunToEnd().ShouldBeOfType<Stall>().Message.ShouldContain("must contain {uid}, or {namespace} and {name}");
        aws.Existing.ShouldBeEmpty();
    }

    private static SimulatedAws OnAir(Func<LiveStreamSpec, LiveStreamSpec>? with = null)
    {
        var aws = new SimulatedAws();
        aws.Spec = with?.Invoke(aws.Spec) ?? aws.Spec;
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();
        return aws;
    }
}
