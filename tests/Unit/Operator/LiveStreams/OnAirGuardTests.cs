using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams;

/// <summary>A deletion that got past the webhook waits for the end of the show.</summary>
public sealed class OnAirGuardTests
{
    private static readonly LiveStreamSpec Guarded = new()
    {
        ProviderRef = new() { Name = "p" },
        State = StreamState.Running,
        OnAirGuard = true,
        CostGuard = new() { MaxRunDuration = "1h" },
    };

    [Fact]
    public void It_waits_while_video_arrives_and_goes_on_when_it_ends()
    {
        var aws = Deleted(Guarded);

        aws.RunToEnd().ShouldBeOfType<Wait>().Message.ShouldBe(
            "Deleted when the video ends, because spec.onAirGuard is true. "
            + "Set spec.state: Stopped to end the show, or spec.onAirGuard: false to delete it on air.");
        aws.ChannelState.ShouldBe(Lifecycle.Running);
        aws.HasFinalizer.ShouldBeTrue();
        aws.Receiving = false;

        ShouldGo(aws);
    }

    [Fact]
    public void The_advice_stops_a_stream_whose_state_a_former_release_stored()
    {
        var spec = Guarded with { State = StreamState.Stopped, Schedule = [new() { Start = DateTimeOffset.UnixEpoch, Stop = DateTimeOffset.MaxValue }] };

        OnAirGuard.Remedy(spec, new() { Conditions = [new() { Type = "Ready" }] })
            .ShouldBe("Set spec.state: Scheduled, then spec.state: Stopped to end the show, or spec.onAirGuard: false to delete it on air.");
    }

    public static TheoryData<LiveStreamSpec> WaysOut => new()
    {
        Guarded with { OnAirGuard = false },
        Guarded with { State = StreamState.Stopped },
    };

    [Theory]
    [MemberData(nameof(WaysOut))]
    public void The_ways_out_are_ways_out(LiveStreamSpec edited)
    {
        var aws = Deleted(Guarded);
        aws.RunToEnd().ShouldBeOfType<Wait>();

        aws.Spec = edited;

        ShouldGo(aws);
    }

    [Fact]
    public void A_limit_ends_the_wait_too()
    {
        var aws = Deleted(Guarded);
        aws.RunToEnd().ShouldBeOfType<Wait>();

        aws.Tick(TimeSpan.FromHours(1));

        ShouldGo(aws);
    }

    [Fact]
    public void Without_video_nothing_waits() => ShouldGo(Deleted(Guarded, false));

    private static SimulatedAws Deleted(LiveStreamSpec spec, bool receiving = true)
    {
        var aws = new SimulatedAws { Spec = spec, Receiving = receiving };
        aws.RunToEnd().ShouldBeOfType<LiveStreamStep.Settle>().Running.ShouldBeTrue();
        aws.Deleting = true;
        return aws;
    }

    private static void ShouldGo(SimulatedAws aws)
    {
        for (var round = 0; round < 20 && aws.HasFinalizer; round++)
        {
            aws.RunToEnd();
            aws.Tick();
        }
        aws.HasFinalizer.ShouldBeFalse();
    }
}
