using Onair.Api.BroadcastSites;
using Onair.Api.Common;
using static Onair.Tests.Integration.Signaling.SignalingRig;

namespace Onair.Tests.Integration.BroadcastSites;

/// <summary>What the operator shows of a site that the signaling service serves.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class BroadcastSiteTests(SiteRig rig) : IClassFixture<SiteRig>
{
    [Fact]
    public async Task A_site_shows_its_endpoints_and_who_is_live()
    {
        await rig.CreateAsync("shown");
        var ready = await rig.ReadyAsync("shown");
        var endpoints = ready.Recorded.Endpoints!;
        endpoints.Script!.ShouldStartWith("https://live.example.com/embed/");
        endpoints.Integrity!.ShouldStartWith("sha384-");
        (endpoints.Socket, endpoints.Api).ShouldBe(($"wss://live.example.com/v1/sites/{rig.Name}/shown/socket", $"https://live.example.com/v1/sites/{rig.Name}/shown"));
        (ready.Recorded.Phase, ready.Recorded.Broadcasts, ready.Recorded.Viewers).ShouldBe(("Ready", 0, 0));

        var (alice, bob, _, _) = await WatchAsync(rig.Signaling, rig.Signaling, "alice", "bob", $"{rig.Name}/shown");
        await using (alice)
        await using (bob)
        {
            var live = await rig.UntilAsync("shown", s => s.Recorded is { Broadcasts: 1, Viewers: 1 }, "one broadcast with one viewer");
            (live.Recorded.Phase, SiteRig.Has(live, BroadcastSiteConditions.Live, ConditionStatus.True, "Broadcasting")).ShouldBe(("Live", true));
            await alice.AskAsync(Message("stop"));
        }
        await rig.UntilAsync("shown", s => s.Recorded is { Broadcasts: 0, Viewers: 0, Phase: "Ready" }, "nobody is live");
    }

    [Fact]
    public async Task A_service_that_is_away_makes_the_site_unknown_and_nothing_is_forgotten()
    {
        await rig.CreateAsync("away");
        await rig.ReadyAsync("away");

        await rig.Signaling.DisposeAsync();
        var unknown = await rig.UntilAsync("away", s => SiteRig.Has(s, ConditionTypes.Ready, ConditionStatus.Unknown, "NoAnswer"), "unknown");
        unknown.Recorded.Endpoints.ShouldNotBeNull();

        await rig.StartSignalingAsync();
        await rig.ReadyAsync("away");
    }

    [Fact]
    public async Task A_missing_Secret_is_named()
    {
        await rig.CreateAsync("keyless", s => s.Auth = new() { Jwt = new() { SecretRef = new() { Name = "missing" } } });

        var waiting = await rig.UntilAsync("keyless", s => SiteRig.Has(s, ConditionTypes.Reconciling, ConditionStatus.True, "SecretMissing"), "waits for the Secret");
        waiting.Recorded.Conditions.Single(c => c.Type == ConditionTypes.Ready).Message.ShouldContain("missing");
        waiting.Is(ConditionTypes.Stalled).ShouldBeFalse("the Secret may still come");
    }
}
