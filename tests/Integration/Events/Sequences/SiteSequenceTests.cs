using Onair.Tests.Integration.BroadcastSites;
using static Onair.Tests.Integration.Signaling.SignalingRig;

namespace Onair.Tests.Integration.Events.Sequences;

/// <summary>The events of a webcam broadcast on a BroadcastSite.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class SiteSequenceTests(SiteRig rig) : IClassFixture<SiteRig>
{
    private const string Name = "seq-site";

    [Fact]
    public async Task Sends_the_events_of_a_broadcast_once_also_if_the_site_is_created_again()
    {
        await using var sequence = await EventSequence.ReceiveAsync(rig, Name);
        await BroadcastAsync();
        await rig.DeleteAndWaitAsync(Name);
        await sequence.ShouldBeAsync("broadcastsite.txt");

        // The service still knows what happened on the former site.
        (await rig.Postgres.QueryAsync($"SELECT count(*) FROM events WHERE site = '{rig.Name}/{Name}'")).ShouldBe("4");
        await Task.Delay(TimeSpan.FromSeconds(1));
        await using var again = await EventSequence.ReceiveAsync(rig, Name, "again");
        await BroadcastAsync();
        await rig.DeleteAndWaitAsync(Name);
        await again.ShouldBeAsync("broadcastsite.txt");
    }

    private async Task BroadcastAsync()
    {
        await rig.CreateAsync(Name);
        await rig.ReadyAsync(Name);
        var recorded = (await rig.ReadyAsync(Name)).Recorded.EventsRecorded ?? 0;
        var (alice, bob, _, _) = await WatchAsync(rig.Signaling, rig.Signaling, "alice", "bob", $"{rig.Name}/{Name}");
        await using (alice)
        await using (bob)
        {
            await rig.UntilAsync(Name, s => s.Recorded is { Broadcasts: 1, Viewers: 1 }, "one broadcast with one viewer");
            await alice.AskAsync(Message("stop"));
            await rig.UntilAsync(Name, s => s.Recorded.EventsRecorded == recorded + 4 && s.Recorded.Outbox is null or { Events.Count: 0 }, "its events are delivered");
        }
    }
}
