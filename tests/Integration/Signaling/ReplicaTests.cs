using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Signaling;

/// <summary>Two replicas serve as one, and pages outlive a replica.</summary>
public sealed class ReplicaTests(SignalingRig rig) : IClassFixture<SignalingRig>
{
    [Fact]
    public async Task Two_replicas_relay_to_each_other()
    {
        var (first, second) = (await rig.StartReplicaAsync(), await rig.StartReplicaAsync());
        await using var follower = await SignalingRig.EnterAsync(second, "relay-viewer-2", follow: "relay-alice");
        Live(await follower.WaitAsync("presence")).ShouldBeFalse();
        var (alice, bob, _, viewing) = await SignalingRig.WatchAsync(first, second, "relay-alice", "relay-bob");
        await using var _1 = alice;
        await using var _2 = bob;

        // Within a second, on another replica.
        Live(await follower.WaitAsync(m => SignalingRig.Text(m, "type") == "presence" && Live(m), "presence", 1)).ShouldBeTrue();

        // An offer that is too long for NOTIFY stays before its candidate.
        var sdp = "v=0\r\n" + new string('a', 40_000);
        await alice.SendAsync(Description("offer", viewing, sdp));
        await alice.SendAsync(Candidate(viewing));
        SignalingRig.Text(await bob.WaitAsync(m => SignalingRig.Text(m, "type") is "offer" or "candidate", "offer"), "sdp").ShouldBe(sdp);
        SignalingRig.Text(await bob.WaitAsync("candidate"), "candidate").ShouldStartWith("candidate:");
        await bob.SendAsync(Description("answer", viewing, "v=0\r\n"));
        SignalingRig.Text(await alice.WaitAsync("answer"), "connection").ShouldBe("1");

        await alice.SendAsync(SignalingRig.Message("media", ("video", false), ("audio", true), ("screen", false)));
        (await bob.WaitAsync("media"))["video"]!.GetValue<bool>().ShouldBeFalse();
        SignalingRig.Text(await alice.AskAsync(SignalingRig.Message("stop")), "reason").ShouldBe("stopped");
        SignalingRig.Text(await bob.WaitAsync("ended"), "reason").ShouldBe("stopped");
    }

    [Fact]
    public async Task Viewers_see_the_last_of_many_changes_of_what_is_on()
    {
        const int Changes = 90;
        var replica = await rig.StartReplicaAsync();
        var (alice, bob, _, _) = await SignalingRig.WatchAsync(replica, replica, "media-alice", "media-bob");
        await using var _1 = alice;
        await using var _2 = bob;

        var watch = Stopwatch.StartNew();
        for (var i = 1; i <= Changes; i++)
        {
            await alice.SendAsync(SignalingRig.Message("media", ("video", i % 2 == 0), ("audio", i == Changes)));
            // Apart, as presses of a button, so that viewers could see each.
            await Task.Delay(40);
        }

        await bob.WaitAsync(m => SignalingRig.Text(m, "type") == "media" && m["audio"]!.GetValue<bool>(), "the last change");
        bob.Pending("media").Count.ShouldBeLessThan(10 + (int)Math.Ceiling(watch.Elapsed.TotalSeconds));
        alice.Pending("error").ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_resume_elsewhere_when_a_replica_is_killed()
    {
        var (first, second) = (await rig.StartReplicaAsync(), await rig.StartReplicaAsync());
        var (alice, bob, broadcast, viewing) = await SignalingRig.WatchAsync(first, second, "kill-alice", "kill-bob");
        await using var _1 = alice;
        await using var _2 = bob;

        var watch = Stopwatch.StartNew();
        await first.KillAsync();
        await alice.ClosedAsync();
        await using var again = await SignalingRig.EnterAsync(second, "kill-alice", alice.Resume);

        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(3));
        again.Welcome["resumed"]!.GetValue<bool>().ShouldBeTrue();
        SignalingRig.Text((JsonObject)again.Welcome["broadcast"]!, "broadcast").ShouldBe(broadcast);
        SignalingRig.Text((JsonObject)again.Welcome["viewings"]![0]!, "viewing").ShouldBe(viewing);
        await bob.SendAsync(SignalingRig.Message("restart", ("viewing", viewing)));
        (await again.WaitAsync("offer-wanted"))["restart"]!.GetValue<bool>().ShouldBeTrue();
        bob.Pending("ended").ShouldBeEmpty();
    }

    [Fact]
    public async Task The_broadcasts_of_a_killed_replica_end_after_the_grace_time()
    {
        var (first, second) = (await rig.StartReplicaAsync(), await rig.StartReplicaAsync());
        var (alice, bob, _, _) = await SignalingRig.WatchAsync(first, second, "lost-alice", "lost-bob");
        await using var _1 = alice;
        await using var _2 = bob;

        await first.KillAsync();

        (await bob.WaitAsync("away", 20))["away"]!.GetValue<bool>().ShouldBeTrue();
        SignalingRig.Text(await bob.WaitAsync("ended", 30), "reason").ShouldBe("lost");
    }

    [Fact]
    public async Task A_page_that_reloads_finds_its_broadcast_and_its_viewers()
    {
        var replica = await rig.StartReplicaAsync();
        var (alice, bob, broadcast, viewing) = await SignalingRig.WatchAsync(replica, replica, "reload-alice", "reload-bob");
        await using var _2 = bob;
        var resume = alice.Resume;
        await alice.DisposeAsync();

        (await bob.WaitAsync("away"))["away"]!.GetValue<bool>().ShouldBeTrue();
        await using var again = await SignalingRig.EnterAsync(replica, "reload-alice", resume);
        var broadcasting = await again.AskAsync(SignalingRig.Message("broadcast"));
        (SignalingRig.Text(broadcasting, "broadcast"), broadcasting["resumed"]!.GetValue<bool>()).ShouldBe((broadcast, true));
        SignalingRig.Text(await again.WaitAsync("offer-wanted"), "viewing").ShouldBe(viewing);
        (await bob.WaitAsync("away"))["away"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_participant_that_resumes_elsewhere_closes_its_former_socket(bool onTheSameReplica)
    {
        var first = await rig.StartReplicaAsync();
        var second = onTheSameReplica ? first : await rig.StartReplicaAsync();
        var (alice, bob, broadcast, _) = await SignalingRig.WatchAsync(first, first, $"copy-alice-{onTheSameReplica}", $"copy-bob-{onTheSameReplica}");
        await using var _1 = alice;
        await using var _2 = bob;

        await using var copy = await SignalingRig.EnterAsync(second, $"copy-alice-{onTheSameReplica}", alice.Resume);

        SignalingRig.Text((JsonObject)copy.Welcome["broadcast"]!, "broadcast").ShouldBe(broadcast);
        (await alice.ClosedAsync()).ShouldBe(4409);
        // The close of the former socket is not the loss of the participant.
        await copy.AskAsync(SignalingRig.Message("ping"));
        bob.Pending("away").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_tab_takes_over_only_when_asked()
    {
        var replica = await rig.StartReplicaAsync();
        var (alice, bob, broadcast, _) = await SignalingRig.WatchAsync(replica, replica, "tab-alice", "tab-bob");
        await using var _1 = alice;
        await using var _2 = bob;
        await using var second = await SignalingRig.EnterAsync(replica, "tab-alice");

        SignalingRig.Text(await second.AskAsync(SignalingRig.Message("broadcast")), "code").ShouldBe("already-broadcasting");
        SignalingRig.Text(await second.AskAsync(SignalingRig.Message("broadcast", ("takeover", true))), "broadcast").ShouldBe(broadcast);
        SignalingRig.Text(await alice.WaitAsync("stopped"), "reason").ShouldBe("taken-over");
        await second.WaitAsync("offer-wanted");
        bob.Pending("ended").ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusals_have_their_own_words()
    {
        var replica = await rig.StartReplicaAsync();
        await using var bob = await SignalingRig.EnterAsync(replica, "no-bob");
        await using var alice = await SignalingRig.EnterAsync(replica, "no-alice");
        SignalingRig.Text(await bob.AskAsync(Watch("no-alice")), "reason").ShouldBe("offline");
        await alice.AskAsync(SignalingRig.Message("broadcast"));
        SignalingRig.Text(await alice.AskAsync(Watch("no-alice")), "reason").ShouldBe("own");

        // Nobody answers.
        await bob.AskAsync(Watch("no-alice"));
        SignalingRig.Text(await bob.WaitAsync("refused"), "reason").ShouldBe("timeout");
        SignalingRig.Text(await alice.WaitAsync("withdrawn"), "reason").ShouldBe("timeout");

        var viewing = SignalingRig.Text(await bob.AskAsync(Watch("no-alice")), "viewing");
        await alice.SendAsync(SignalingRig.Message("consent", ("viewing", viewing), ("allow", false)));
        SignalingRig.Text(await bob.WaitAsync("refused"), "reason").ShouldBe("declined");
        var again = await bob.AskAsync(Watch("no-alice"));
        SignalingRig.Text(again, "reason").ShouldBe("declined");
        again["retryAfterSeconds"]!.GetValue<double>().ShouldBeInRange(1, 30);
        foreach (var user in (string[])["no-1", "no-2", "no-3"]) await (await SignalingRig.EnterAsync(replica, user)).AskAsync(Watch("no-alice"));
        await using var late = await SignalingRig.EnterAsync(replica, "no-4");
        SignalingRig.Text(await late.AskAsync(Watch("no-alice")), "reason").ShouldBe("busy");
    }

    [Fact]
    public async Task Other_origins_and_sites_are_refused()
    {
        var replica = await rig.StartReplicaAsync();
        await using var foreign = await SignalingPage.OpenAsync(replica.Url, SignalingRig.Site, "https://evil.example");
        (await foreign.ClosedAsync()).ShouldBe(4403);
        await using var lost = await SignalingPage.OpenAsync(replica.Url, "web/none", SignalingRig.Origin);
        (await lost.ClosedAsync()).ShouldBe(4404);
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(replica.Url, "/v1/sites/web/none/socket"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync(new Uri(replica.Url, "/internal/sites/web/open"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync(new Uri(replica.ManagementUrl, "/internal/sites/web/open"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await http.GetAsync(new Uri(replica.Url, "/v1/sites/web/open/broadcasts"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        await using var silent = await SignalingPage.OpenAsync(replica.Url, SignalingRig.Site, SignalingRig.Origin);
        (await silent.ClosedAsync()).ShouldBe(4408);
    }

    private static JsonObject Watch(string user) => SignalingRig.Message("watch", ("user", user));

    private static JsonObject Description(string type, string viewing, string sdp) => SignalingRig.Message(type, ("viewing", viewing), ("connection", "1"), ("sdp", sdp));

    private static JsonObject Candidate(string viewing) =>
        SignalingRig.Message("candidate", ("viewing", viewing), ("connection", "1"), ("candidate", "candidate:1 1 udp 1 192.0.2.1 9 typ host"), ("sdpMid", "0"));

    private static bool Live(JsonObject presence) => presence["live"]!.GetValue<bool>();
}
