using Onair.Api.HlsBroadcasts;
using Onair.Tests.Integration.HlsBroadcasts;

namespace Onair.Tests.Integration.Events.Sequences;

/// <summary>The events of the life of an HlsBroadcast.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class HlsSequenceTests(HlsRig rig) : IClassFixture<HlsRig>
{
    [Fact]
    public async Task Sends_the_events_of_a_broadcast_from_its_start_to_its_deletion()
    {
        await using var sequence = await EventSequence.ReceiveAsync(rig, "seq-broadcast");

        var broadcast = await rig.CreateReadyAsync("seq-broadcast");
        using (var encoder = await rig.EncoderAsync(broadcast)) await HlsRig.UploadAsync(encoder, broadcast, "index.m3u8", "#EXTM3U\n#EXTINF:2,\n1.ts\n");
        await rig.UntilAsync("seq-broadcast", b => b.Is(HlsBroadcastConditions.Receiving), "Receiving");
        await rig.UntilAsync("seq-broadcast", b => !b.Is(HlsBroadcastConditions.Receiving), "interrupted");
        await rig.StopAsync("seq-broadcast");
        await rig.DeleteAndWaitAsync("seq-broadcast");

        await sequence.ShouldBeAsync("hlsbroadcast.txt");
    }
}
