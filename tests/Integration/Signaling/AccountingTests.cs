using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Signaling;

/// <summary>Time that was watched, also while PostgreSQL is away.</summary>
public sealed class AccountingTests(SignalingRig rig) : IClassFixture<SignalingRig>
{
    [Fact]
    public async Task Accounts_for_the_watched_time_within_a_second()
    {
        var replica = await rig.StartReplicaAsync();
        var (alice, bob, broadcast, viewing) = await SignalingRig.WatchAsync(replica, replica, "time-alice", "time-bob", SignalingRig.Automatic);
        await using var _1 = alice;
        await using var _2 = bob;
        var (interval, watch) = (Guid.NewGuid().ToString(), Stopwatch.StartNew());
        await bob.SendAsync(Beacon(viewing, interval, 0));
        await bob.WaitAsync("recorded");
        await Task.Delay(2500);
        var watched = watch.Elapsed.TotalSeconds;
        // As at pagehide, and again after a reload.
        using var http = new HttpClient();
        var body = new JsonObject { ["participant"] = bob.Resume["participant"]!.GetValue<string>(), ["key"] = bob.Resume["key"]!.GetValue<string>(), ["beacons"] = new JsonArray(Beacon(viewing, interval, watched, playing: false)) };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(replica.Url, $"/v1/sites/{SignalingRig.Automatic}/beacons")) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "text/plain") };
        request.Headers.Add("Origin", SignalingRig.Origin);
        ((int)(await http.SendAsync(request)).StatusCode).ShouldBe(204);
        await bob.SendAsync(Beacon(viewing, interval, watched, playing: false));
        await bob.WaitAsync("recorded");

        await Eventually.ShouldBeAsync(async () => Math.Abs(await SecondsAsync(replica, "time-bob") - watched) < 1, "the watched time is accounted", 10);
        var csv = await replica.GetAsync(new Uri($"/v1/sites/{SignalingRig.Automatic}/accounting?user=time-bob", UriKind.Relative), SignalingRig.ApiToken, "text/csv");
        csv.Split("\r\n")[1].ShouldStartWith($"viewing,{broadcast},time-alice,{viewing},time-bob,{interval},");
        csv.Split("\r\n").Length.ShouldBe(3);
    }

    [Fact]
    public async Task Accounts_for_a_page_that_crashed_until_its_socket_closed()
    {
        var replica = await rig.StartReplicaAsync();
        var (alice, bob, _, viewing) = await SignalingRig.WatchAsync(replica, replica, "crash-alice", "crash-bob", SignalingRig.Automatic);
        await using var _1 = alice;
        await bob.SendAsync(Beacon(viewing, Guid.NewGuid().ToString(), 0));
        await bob.WaitAsync("recorded");
        await Task.Delay(2000);
        bob.Abort();

        SignalingRig.Text(await alice.WaitAsync("left", 40), "reason").ShouldBe("lost");
        (await SecondsAsync(replica, "crash-bob")).ShouldBe(2, 1);
        await bob.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_is_lost_or_counted_twice_while_PostgreSQL_is_away()
    {
        await using var own = await OwnRig.StartAsync();
        var replica = await own.Rig.StartReplicaAsync();
        var (alice, bob, broadcast, viewing) = await SignalingRig.WatchAsync(replica, replica, "away-alice", "away-bob", SignalingRig.Automatic);
        await using var _1 = alice;
        await using var _2 = bob;
        var interval = Guid.NewGuid().ToString();
        await bob.SendAsync(Beacon(viewing, interval, 0));
        await bob.WaitAsync("recorded");

        await own.Rig.Postgres.KillAsync();
        var watch = Stopwatch.StartNew();
        // Longer than the grace time: nobody may be taken for lost.
        while (watch.Elapsed.TotalSeconds < 60)
        {
            await Task.Delay(1000);
            await bob.SendAsync(Beacon(viewing, interval, watch.Elapsed.TotalSeconds));
            // What is on this replica is relayed.
            await alice.SendAsync(SignalingRig.Message("offer", ("viewing", viewing), ("connection", "1"), ("sdp", "v=0\r\n")));
            await bob.WaitAsync("offer");
        }
        SignalingRig.Text(await bob.AskAsync(SignalingRig.Message("watch", ("user", "somebody"))), "reason").ShouldBe("unavailable");
        bob.Pending("recorded").ShouldBeEmpty();
        var seconds = watch.Elapsed.TotalSeconds;
        await bob.SendAsync(Beacon(viewing, interval, seconds, playing: false));
        await own.Rig.Postgres.StartAsync();

        (await bob.WaitAsync("recorded", 30))["seconds"]!.GetValue<double>().ShouldBe(seconds, 1);
        await Task.Delay(TimeSpan.FromSeconds(10));
        (await SecondsAsync(replica, "away-bob")).ShouldBe(seconds, 1);
        bob.Pending("ended").ShouldBeEmpty();
        alice.Pending("stopped").ShouldBeEmpty();
        SignalingRig.Text(await alice.AskAsync(SignalingRig.Message("stop")), "broadcast").ShouldBe(broadcast);
        SignalingRig.Text(await bob.WaitAsync("ended"), "reason").ShouldBe("stopped");
    }

    [Fact]
    public async Task Deletes_what_is_older_than_the_site_keeps_it()
    {
        await using var own = await OwnRig.StartAsync();
        var first = await own.Rig.StartReplicaAsync();
        var (alice, bob, old, viewing) = await SignalingRig.WatchAsync(first, first, "old-alice", "old-bob", SignalingRig.Automatic);
        await bob.SendAsync(Beacon(viewing, Guid.NewGuid().ToString(), 0));
        await bob.WaitAsync("recorded");
        await alice.AskAsync(SignalingRig.Message("stop"));
        await alice.DisposeAsync();
        await bob.DisposeAsync();
        await own.Rig.Postgres.QueryAsync($"UPDATE broadcasts SET ended_at = now() - interval '31 days' WHERE id = '{old}'");
        await own.Rig.Postgres.QueryAsync(
            $"""
            INSERT INTO sites (site, events) VALUES ('web/gone', 1);
            INSERT INTO consents (site, user_id, viewer, used_at) VALUES
              ('{SignalingRig.Site}', 'old-alice', 'user:unused', now() - interval '31 days'), ('{SignalingRig.Site}', 'old-alice', 'user:used', now() - interval '29 days'),
              ('web/gone', 'old-alice', 'user:any', now() - interval '2 days');
            """);

        // A replica sweeps when it starts.
        await own.Rig.StartReplicaAsync();
        await Eventually.ShouldBeAsync(async () => await own.Rig.Postgres.QueryAsync("SELECT count(*) FROM broadcasts") == "0", "the old broadcast is deleted", 30);
        (await own.Rig.Postgres.QueryAsync("SELECT count(*) FROM viewings")).ShouldBe("0");
        (await own.Rig.Postgres.QueryAsync("SELECT count(*) FROM intervals")).ShouldBe("0");
        (await own.Rig.Postgres.QueryAsync("SELECT viewer FROM consents")).ShouldBe("user:used");
    }

    private static JsonObject Beacon(string viewing, string interval, double seconds, bool playing = true) =>
        SignalingRig.Message("beacon", ("viewing", viewing), ("interval", interval), ("seconds", seconds), ("playing", playing));

    private static async Task<double> SecondsAsync(SignalingProcess replica, string user)
    {
        var answer = await replica.GetAsync(new Uri($"/v1/sites/{SignalingRig.Automatic}/accounting?user={user}", UriKind.Relative), SignalingRig.ApiToken);
        return JsonNode.Parse(answer)!["totalSeconds"]!.GetValue<double>();
    }

    /// <summary>A PostgreSQL that may be killed.</summary>
    private sealed class OwnRig : IAsyncDisposable
    {
        public SignalingRig Rig { get; } = new();

        public static async Task<OwnRig> StartAsync()
        {
            var own = new OwnRig();
            await own.Rig.InitializeAsync();
            return own;
        }

        public async ValueTask DisposeAsync() => await Rig.DisposeAsync();
    }
}
