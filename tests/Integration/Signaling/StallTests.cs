using System.Diagnostics;
using Onair.Tests.Integration.Kubernetes;

namespace Onair.Tests.Integration.Signaling;

/// <summary>One replica loses its connection to PostgreSQL for a while. The sockets of its pages stay open.</summary>
public sealed class StallTests(SignalingRig rig) : IClassFixture<SignalingRig>
{
    [Fact]
    public async Task A_short_stall_of_one_replica_ends_no_broadcast()
    {
        const int Grace = 20;
        await using var network = new TcpProxy(rig.Postgres.Port);
        var first = await rig.StartReplicaBehindAsync(network, ("GraceSeconds", $"{Grace}"));
        var second = await rig.StartReplicaAsync(("GraceSeconds", $"{Grace}"));
        var up = Stopwatch.StartNew();
        var (alice, bob, broadcast, viewing) = await SignalingRig.WatchAsync(first, second, "stall-alice", "stall-bob");
        await using var _1 = alice;
        await using var _2 = bob;
        var (sent, received, watch) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString(), Stopwatch.StartNew());
        await BeatAsync(alice, "broadcast", broadcast, sent, 0);
        await BeatAsync(bob, "viewing", viewing, received, 0);
        // A replica takes nobody for lost before it has watched for the grace time.
        await Task.Delay(TimeSpan.FromSeconds(Grace + 1) - up.Elapsed);

        network.Freeze();
        (await bob.WaitAsync("away", 30))["away"]!.GetValue<bool>().ShouldBeTrue();
        network.Thaw();

        (await bob.WaitAsync("away", 30))["away"]!.GetValue<bool>().ShouldBeFalse();
        await Task.Delay(TimeSpan.FromSeconds(Grace + 3));
        bob.Pending("ended").ShouldBeEmpty();
        alice.IsOpen.ShouldBeTrue();
        alice.Pending("stopped").ShouldBeEmpty();
        var seconds = watch.Elapsed.TotalSeconds;
        (await BeatAsync(alice, "broadcast", broadcast, sent, seconds)).ShouldBe(seconds, 0.1);
        (await BeatAsync(bob, "viewing", viewing, received, seconds)).ShouldBe(seconds, 0.1);

        // Who is really gone is still noticed.
        alice.Abort();
        (await bob.WaitAsync("away", 30))["away"]!.GetValue<bool>().ShouldBeTrue();
        SignalingRig.Text(await bob.WaitAsync("ended", Grace + 15), "reason").ShouldBe("lost");
    }

    [Fact]
    public async Task A_page_that_was_ended_during_a_long_stall_comes_again()
    {
        await using var network = new TcpProxy(rig.Postgres.Port);
        var first = await rig.StartReplicaBehindAsync(network, ("GraceSeconds", "3"));
        var second = await rig.StartReplicaAsync(("GraceSeconds", "3"));
        var (alice, bob, broadcast, _) = await SignalingRig.WatchAsync(first, second, "ghost-alice", "ghost-bob");
        await using var _1 = alice;
        await using var _2 = bob;
        await Task.Delay(TimeSpan.FromSeconds(4));

        network.Freeze();
        SignalingRig.Text(await bob.WaitAsync("ended", 30), "reason").ShouldBe("lost");
        network.Thaw();

        (await alice.ClosedAsync(30)).ShouldBe(1012);
        SignalingRig.Text(await alice.WaitAsync("stopped"), "broadcast").ShouldBe(broadcast);
        await using var again = await SignalingRig.EnterAsync(first, "ghost-alice", alice.Resume);
        again.Welcome["resumed"]!.GetValue<bool>().ShouldBeFalse();
        SignalingRig.Text(await again.AskAsync(SignalingRig.Message("broadcast")), "broadcast").ShouldNotBe(broadcast);
    }

    private static async Task<double> BeatAsync(SignalingPage page, string what, string id, string interval, double seconds)
    {
        await page.SendAsync(SignalingRig.Message("beacon", (what, id), ("interval", interval), ("seconds", seconds), ("playing", true)));
        var recorded = await page.WaitAsync(m => SignalingRig.Text(m, "type") == "recorded" && SignalingRig.Text(m, "interval") == interval, "recorded", 20);
        return recorded["seconds"]!.GetValue<double>();
    }
}
