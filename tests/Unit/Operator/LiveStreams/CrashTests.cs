using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>The process dies after any side effect of a stream's life; what comes out is the same.</summary>
public sealed class CrashTests
{
    [Fact]
    public void A_stream_comes_on_air_with_one_resource_of_each_kind_whenever_the_process_dies()
    {
        var effects = WhileLiving(new SimulatedAws()).Effects;
        effects.ShouldBeGreaterThan(15);

        for (var death = 1; death <= effects; death++)
        {
            var aws = WhileLiving(new SimulatedAws { DieAfter = death });

            aws.Existing.ShouldBe(Enum.GetValues<ResourceKind>().Where(k => k != ResourceKind.SourceCredentials), ignoreOrder: true, $"died after effect {death}");
            aws.ChannelState.ShouldBe(Lifecycle.Running, $"died after effect {death}");
            aws.Starts.ShouldHaveSingleItem($"died after effect {death}").ShouldBe(aws.Status.Sessions.ShouldHaveSingleItem().ArchivePath);
            aws.Status.Resources.Creating.ShouldBeNull();
        }
    }

    [Fact]
    public void A_deletion_leaves_nothing_whenever_the_process_dies()
    {
        var effects = WhileDeleting(WhileLiving(new SimulatedAws())).Effects;

        for (var death = 1; death <= effects; death++)
        {
            var aws = WhileDeleting(WhileLiving(new SimulatedAws { DieAfter = death }));

            aws.Existing.ShouldBeEmpty($"died after effect {death}");
            aws.HasFinalizer.ShouldBeFalse($"died after effect {death}");
        }
    }

    [Fact]
    public void Publishes_each_event_once_and_in_order_after_a_crash_at_any_step()
    {
        var effects = WhileDeleting(WhileLiving(new SimulatedAws())).Effects;

        for (var death = 1; death <= effects; death++)
            WhileDeleting(WhileLiving(new SimulatedAws { DieAfter = death })).Told
                .ShouldBe(["provisioned", "starting", "started", "receiving", "stopping", "stopped"], $"died after effect {death}");
    }

    [Fact]
    public void A_deletion_in_the_middle_of_provisioning_leaves_nothing()
    {
        var effects = WhileLiving(new SimulatedAws()).Effects;

        for (var death = 1; death <= effects; death++)
        {
            var aws = new SimulatedAws { DieAfter = death };
            aws.RunUntilDeath();
            aws.Deleting = true;

            aws.RunToEnd();

            aws.Existing.ShouldBeEmpty($"deleted after effect {death}");
        }
    }

    [Fact]
    public void Each_run_has_a_session_and_a_folder_of_its_own()
    {
        var aws = WhileLiving(new SimulatedAws());

        aws.Spec = aws.Spec with { State = StreamState.Stopped };
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeFalse();
        aws.Status.CurrentSessionId.ShouldBeNull();
        aws.Status.Sessions.ShouldHaveSingleItem().StoppedAt.ShouldNotBeNull();

        aws.Spec = aws.Spec with { State = StreamState.Running };
        WhileLiving(aws);

        aws.Starts.Count.ShouldBe(2);
        aws.Starts.ShouldBeUnique();
        aws.Status.Sessions.Select(s => s.ArchivePath!).ShouldBe(aws.Starts);
    }

    [Fact]
    public void A_stream_leaves_the_distribution_on_air_whenever_the_process_dies()
    {
        for (var death = 1; death < 60; death++)
        {
            var aws = WhileLiving(new SimulatedAws { DieAfter = death });
            aws.Spec = aws.Spec with { Distribution = new() { Live = false } };

            WhileLiving(aws);

            aws.Existing.ShouldNotContain(ResourceKind.Behaviour);
            aws.Status.Playback!.LiveUrl.ShouldBeNull();
            aws.ChannelState.ShouldBe(Lifecycle.Running);
            aws.Starts.Count.ShouldBe(1);
        }
    }

    [Fact]
    public void A_password_that_no_source_needs_any_more_leaves_AWS_with_the_next_stop_whenever_the_process_dies()
    {
        InputSourceSpec source = new() { Url = "rtmp://studio.example.com/live/show" };
        InputSpec input = new() { Type = InputType.RtmpPull, Sources = [source with { CredentialsSecretRef = new() { Name = "login" } }] };
        for (var death = 1; death < 70; death++)
        {
            var aws = new SimulatedAws { DieAfter = death };
            aws.Spec = aws.Spec with { Input = input };
            WhileLiving(aws).Existing.ShouldContain(ResourceKind.SourceCredentials);

            aws.Edit(aws.Spec with { Input = input with { Sources = [source] } });
            WhileLiving(aws).Existing.ShouldContain(ResourceKind.SourceCredentials, "the input still names it");
            aws.Edit(aws.Spec with { State = StreamState.Stopped });
            WhileLiving(aws);

            aws.Existing.ShouldNotContain(ResourceKind.SourceCredentials);
            aws.Status.Resources.SourceCredentials.ShouldBeNull();
        }
    }

    private static SimulatedAws WhileLiving(SimulatedAws aws)
    {
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>();
        return aws;
    }

    private static SimulatedAws WhileDeleting(SimulatedAws aws)
    {
        aws.Deleting = true;
        aws.RunToEnd();
        return aws;
    }
}
