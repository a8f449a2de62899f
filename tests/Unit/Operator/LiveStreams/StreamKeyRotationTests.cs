using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>A stream key that is declared anew waits until the channel is idle, and is never ignored.</summary>
public sealed class StreamKeyRotationTests
{
    private static readonly InputSpec Given = new() { StreamKeySecretRef = new() { Name = "own-key" } };

    [Fact]
    public void On_air_it_is_pending_and_the_status_names_the_Secret_of_the_key_in_use()
    {
        var aws = OnAir();

        aws.Edit(aws.Spec with { Input = Given });

        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().PendingFields.ShouldBe(["spec.input.streamKeySecretRef"]);
        aws.Status.Conditions.Single(c => c.Type == LiveStreamConditions.ChangesPending).Message.ShouldContain("spec.input.streamKeySecretRef");
        aws.Status.Ingest!.StreamKeySecretRef!.Name.ShouldBe("demo-stream-key");
        aws.Settings.ShouldNotContain("own-key");
    }

    [Fact]
    public void With_the_next_stop_the_input_gets_it_whenever_the_process_dies()
    {
        for (var death = 1; death < 40; death++)
        {
            var aws = OnAir();
            aws.Edit(aws.Spec with { Input = Given });
            aws.RunToEnd();
            aws.DieAfter = aws.Effects + death;

            aws.Edit(aws.Spec with { State = StreamState.Stopped });
            aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().PendingFields.ShouldBeEmpty();

            aws.Settings.ShouldContain("own-key");
            aws.Status.Ingest!.StreamKeySecretRef!.Name.ShouldBe("own-key", $"died after effect {death}");
            aws.Status.Conditions.ShouldNotContain(c => c.Type == LiveStreamConditions.ChangesPending);
        }
    }

    [Fact]
    public void Applied_immediately_it_is_there_after_the_restart()
    {
        var aws = OnAir();

        aws.Edit(aws.Spec with { Input = Given, ApplyPolicy = ApplyPolicy.Immediately });
        aws.RunToEnd();

        aws.Settings.ShouldContain("own-key");
        aws.Starts.Count.ShouldBe(2);
        aws.ChannelState.ShouldBe(Lifecycle.Running);
    }

    [Fact]
    public void A_key_that_cannot_be_used_is_reported_while_the_show_goes_on_and_the_next_one_starts()
    {
        var aws = OnAir();
        aws.KeyProblem = "spec.input.streamKeySecretRef: Secret \"own-key\" not found";

        aws.Edit(aws.Spec with { Input = Given });

        aws.RunToEnd().ShouldBe(new Stall(
            "StreamKeyUnusable", "spec.input.streamKeySecretRef: Secret \"own-key\" not found. The input keeps its present key until then."));
        aws.ChannelState.ShouldBe(Lifecycle.Running);
        aws.Status.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Status.ShouldBe(ConditionStatus.True);

        aws.Edit(aws.Spec with { State = StreamState.Stopped });
        aws.RunToEnd().ShouldBeOfType<Stall>();
        aws.ChannelState.ShouldBe(Lifecycle.Idle, "a stop is carried out");
        aws.Edit(aws.Spec with { State = StreamState.Running });
        aws.RunToEnd().ShouldBeOfType<Stall>();
        aws.ChannelState.ShouldBe(Lifecycle.Running, "with the key that the input has");
    }

    private static SimulatedAws OnAir()
    {
        var aws = new SimulatedAws();
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();
        return aws;
    }
}
