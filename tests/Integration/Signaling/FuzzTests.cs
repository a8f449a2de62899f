using System.Globalization;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Signaling;

/// <summary>Messages that no page sends, from a page that means harm.</summary>
public sealed class FuzzTests(SignalingRig rig) : IClassFixture<SignalingRig>
{
    private const int Messages = 10_000;

    [Fact]
    public async Task Ten_thousand_fuzzed_messages_touch_nobody_elses_broadcast()
    {
        var replica = await rig.StartReplicaAsync(("MessagesPerSecond", "100000"), ("NewSocketsPerMinute", "1000000"), ("RequestBurst", "1000000"));
        var (alice, bob, broadcast, viewing) = await SignalingRig.WatchAsync(replica, replica, "alice", "bob");
        await using var _1 = alice;
        await using var _2 = bob;
        var seed = int.TryParse(Environment.GetEnvironmentVariable("ONAIR_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 20_260_102;
        var fuzz = new MessageFuzz(seed, broadcast, viewing, SignalingRig.Text(alice.Resume, "participant"), SignalingRig.Text(bob.Resume, "participant"));
        for (var sent = 0; sent < Messages;)
        {
            await using var mallory = await SignalingRig.EnterAsync(replica, "mallory");
            for (; sent < Messages && mallory.IsOpen; sent++)
            {
                try
                {
                    await mallory.SendAsync(fuzz.Next());
                }
                catch (Exception e) when (IsClosed(e))
                {
                    // After ten invalid messages, or after bye.
                    break;
                }
                // The service answers each: sending ahead would have most of them dropped with the socket.
                if (sent % 10 == 0) await SettledAsync(mallory);
            }
        }

        replica.Log.ShouldNotContain("defect", Case.Insensitive, $"ONAIR_SEED={seed}");
        replica.Log.ShouldNotContain("Unhandled");
        foreach (var type in (string[])["ended", "media", "away", "offer", "candidate"]) bob.Pending(type).ShouldBeEmpty($"ONAIR_SEED={seed}");
        foreach (var type in (string[])["stopped", "left", "answer", "candidate", "offer-wanted"]) alice.Pending(type).ShouldBeEmpty($"ONAIR_SEED={seed}");
        (await rig.Postgres.QueryAsync($"SELECT b.ended_at IS NULL AND b.user_id = 'alice' AND v.state = 'accepted' FROM broadcasts b JOIN viewings v ON v.broadcast = b.id WHERE v.id = '{viewing}'")).ShouldBe("t");
        (await rig.Postgres.QueryAsync($"SELECT count(*) FROM intervals WHERE owner IN ('{viewing}', '{broadcast}')")).ShouldBe("0");
    }

    private static async Task SettledAsync(SignalingPage page)
    {
        try
        {
            await page.AskAsync(new JsonObject { ["type"] = "ping" });
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException || IsClosed(e))
        {
            // Closed.
        }
    }

    // A write to a socket that is reset at that moment is canceled, says .NET.
    private static bool IsClosed(Exception e) => e is System.Net.WebSockets.WebSocketException or OperationCanceledException;
}
