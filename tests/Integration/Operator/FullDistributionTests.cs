using Onair.Api.LiveStreams;

namespace Onair.Tests.Integration.Operator;

/// <summary>A distribution that takes one more behaviour.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class FullDistributionTests(FullDistributionTests.Rig rig) : IClassFixture<FullDistributionTests.Rig>
{
    [Fact]
    public async Task A_stream_that_finds_the_distribution_full_goes_on_air_says_so_and_joins_when_there_is_room()
    {
        await rig.Streams.CreateReadyAsync("seated", Live);
        await rig.Streams.CreateAsync("standing", Live);

        (await rig.Streams.NotDistributedAsync("standing", "QuotaExceeded")).ShouldContain("cache behaviors", Case.Insensitive);
        var standing = await rig.Streams.UntilAsync("standing", s => s.Recorded.Sessions is [{ RunningAt: not null }], "is on air all the same");

        standing.Recorded.Playback!.LiveUrl.ShouldBeNull();
        var calls = rig.Proxy.Watch();
        await Eventually.ShouldBeAsync(() => calls.Count("medialive:ListChannels") > 5, "both are looked at several times");
        calls.Count("cloudfront:UpdateDistribution").ShouldBeLessThan(5, "the distribution is not asked at every look");
        await rig.Streams.DeleteAndWaitAsync("seated");
        var seated = await rig.Streams.UntilAsync("standing", s => s.Recorded.Playback!.LiveUrl is not null && Streams.Ready(s)!.Reason == "Running", "has its place");
        (await rig.Account.BehavioursAsync()).ShouldBe([Streams.Pattern(seated)]);
        seated.Recorded.Sessions.Count.ShouldBe(1);
        await rig.Streams.DeleteAndWaitAsync("standing");
    }

    private static void Live(LiveStreamSpec spec) => (spec.State, spec.Distribution.Live) = (StreamState.Running, true);

    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } =
            new Dictionary<string, string> { ["Emulator__Quotas__CacheBehaviors"] = "1" };

        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } =
            new Dictionary<string, string> { ["Onair__QuotaPollSeconds"] = "2" };
    }
}
