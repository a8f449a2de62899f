using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Tests.Integration.ArchiveSplits;

namespace Onair.Tests.Integration.Events;

/// <summary>
/// Between a request to the video service and its record, the callback's annotation and the delivery of an event arrive. Both change the
/// VideoAsset, and neither undoes what the service has made.
/// </summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class RaceTests(EventRig rig) : IClassFixture<EventRig>
{
    [Theory]
    [InlineData("mux:CreateUpload", "mux:ListUploads")]
    [InlineData("mux:CreateAsset", "mux:ListAssets")]
    public async Task Records_what_the_service_made_though_a_callback_and_a_delivery_come_first(string creation, string search)
    {
        var (name, isUpload) = (creation[4..].ToLowerInvariant(), creation == "mux:CreateUpload");
        var source = isUpload ? new VideoSourceSpec { DirectUpload = new() } : new() { Url = await rig.StoredAsync($"{name}.ts", await SplitRig.TenSecondsAsync()) };
        await using var receiver = await EventReceiver.StartedAsync();
        await rig.SinkAsync(name, receiver.Url, s => s.Selector.MatchLabels = new Dictionary<string, string> { ["race"] = name });
        var calls = rig.Proxy.Watch();
        var raced = rig.Proxy.BeforeAnswer(creation, async () =>
        {
            await rig.AssetUntilAsync(name, a => a.Recorded.Outbox is { Sequence: 1, Events.Count: 0 }, "its first event is delivered");
            await rig.AnnotateAsync(name, Annotations.Callback, "1");
        });

        await rig.CreateAssetAsync(name, source, a => a.Metadata.Labels = new Dictionary<string, string> { ["race"] = name });
        await raced.WaitAsync(TimeSpan.FromMinutes(2));
        await rig.AssetUntilAsync(name, a => isUpload ? a.Recorded.Upload?.SecretName is not null : a.Recorded.AssetId is not null, "what was made is recorded");

        (calls.Count(creation), calls.Count(search)).ShouldBe((1, 0));
        await rig.AssetDeletedAsync(name);
        await rig.SinkGoneAsync(name);
    }
}
