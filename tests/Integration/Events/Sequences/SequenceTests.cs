using Onair.Api.LiveStreams;
using Onair.Api.VideoAssets;
using Onair.Tests.Integration.ArchiveSplits;

namespace Onair.Tests.Integration.Events.Sequences;

/// <summary>The events of the life of LiveStreams, ArchiveSplits and VideoAssets.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class SequenceTests(EventRig rig) : IClassFixture<EventRig>
{
    [Fact]
    public async Task Sends_the_events_of_a_stream_from_its_provisioning_to_its_deletion()
    {
        await using var sequence = await EventSequence.ReceiveAsync(rig, "seq-stream");

        await rig.Streams.CreateReadyAsync("seq-stream", s => s.State = StreamState.Running);
        await rig.Streams.PatchAsync("seq-stream", """{"spec":{"state":"Stopped"}}""");
        await rig.Streams.ReadyAsync("seq-stream");
        await rig.Streams.DeleteAndWaitAsync("seq-stream");

        await sequence.ShouldBeAsync("livestream.txt");
    }

    [Fact]
    public async Task Sends_the_events_of_a_split_from_its_start_to_its_completion()
    {
        await rig.RecordedAsync("seq-recording");
        await using var sequence = await EventSequence.ReceiveAsync(rig, "seq-split");

        await rig.CreateAsync("seq-split", "seq-recording", null, (0, 5));
        await rig.ReadyAsync("seq-split");
        await rig.DeletedAsync("seq-split");

        await sequence.ShouldBeAsync("archivesplit.txt");
    }

    [Theory]
    [InlineData(PlaybackPolicy.Public, "videoasset.txt")]
    [InlineData(PlaybackPolicy.Signed, "videoasset-signed.txt")]
    public async Task Sends_the_events_of_an_asset_from_its_upload_to_its_deletion(PlaybackPolicy policy, string file)
    {
        var name = $"seq-{policy}".ToLowerInvariant();
        await using var sequence = await EventSequence.ReceiveAsync(rig, name);

        await rig.UploadedByClientAsync(name, a => a.Spec.PlaybackPolicy = policy);
        await rig.SendAsync(name, await SplitRig.TenSecondsAsync());
        await rig.PlaysAsync(name);
        await rig.AssetDeletedAsync(name);

        await sequence.ShouldBeAsync(file);
    }
}
