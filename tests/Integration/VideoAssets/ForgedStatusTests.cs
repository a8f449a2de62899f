using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.ArchiveSplits;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>Somebody writes the id of another VideoAsset's upload or asset into the status of their own: it is neither given to them nor touched.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class ForgedStatusTests(AssetRig rig) : IClassFixture<AssetRig>
{
    [Fact]
    public async Task The_upload_of_another_is_neither_given_away_nor_cancelled()
    {
        var victim = await rig.UploadedByClientAsync("victim-upload");
        victim = await rig.AssetUntilAsync("victim-upload", a => a.Recorded.Upload?.SecretName is not null, "its upload URL is there");
        var thief = await rig.UploadedByClientAsync("thief-upload");
        thief = await rig.AssetUntilAsync("thief-upload", a => a.Recorded.Upload?.SecretName is not null, "its upload URL is there");
        var own = thief.Recorded.Upload!.Id;

        await ForgeAsync("thief-upload", new JsonObject { ["upload"] = new JsonObject { ["id"] = victim.Recorded.Upload!.Id, ["secretName"] = null } });

        await rig.AssetUntilAsync("thief-upload", a => a.Recorded.Upload is { SecretName: not null } upload && upload.Id == own, "it has its own upload again");
        (await rig.SecretAsync("thief-upload-upload"))["url"].ShouldNotBe((await rig.SecretAsync("victim-upload-upload"))["url"]);
        await ForgeAsync("thief-upload", new JsonObject { ["upload"] = new JsonObject { ["id"] = victim.Recorded.Upload.Id } });
        await rig.AssetDeletedAsync("thief-upload");
        (await StatusesAsync("uploads", victim.Uid)).ShouldBe(["waiting"]);
        (await StatusesAsync("uploads", thief.Uid)).ShouldBe(["cancelled"]);
        await rig.AssetDeletedAsync("victim-upload");
    }

    [Fact]
    public async Task The_asset_of_another_is_neither_signed_for_nor_deleted()
    {
        var url = await rig.StoredAsync("forged.ts", await SplitRig.TenSecondsAsync());
        var victim = await rig.CreateAssetAsync("victim", new() { Url = url }, a => a.Spec.PlaybackPolicy = PlaybackPolicy.Signed);
        var thief = await rig.CreateAssetAsync("thief", new() { Url = url }, a => a.Spec.PlaybackPolicy = PlaybackPolicy.Signed);
        victim = await rig.PlaysAsync("victim");
        var (asset, playback) = (victim.Recorded.AssetId!, victim.Recorded.Playback!.Id);
        var own = (await rig.PlaysAsync("thief")).Recorded.AssetId!;

        await ForgeAsync("thief", new JsonObject { ["assetId"] = asset, ["playback"] = new JsonObject { ["id"] = playback, ["tokenExpiresAt"] = null } });
        // A status alone wakes nobody.
        await rig.EditAsync("thief", new JsonObject { ["title"] = "theirs" });

        await rig.AssetUntilAsync("thief", a => a.Recorded.AssetId == own && a.Recorded.State == VideoAssetState.Ready, "it has its own asset again");
        (await rig.SecretAsync("thief-playback"))["playback-url"].ShouldNotContain(playback);
        await ForgeAsync("thief", new JsonObject { ["assetId"] = asset });
        await rig.AssetDeletedAsync("thief");
        (await StatusesAsync("assets", victim.Uid)).ShouldBe(["ready"]);
        (await rig.AtServiceAsync("assets", thief.Uid)).ShouldBeEmpty();
        await rig.AssetDeletedAsync("victim");
    }

    private Task<VideoAsset> ForgeAsync(string name, JsonObject status) => rig.Client.PatchAsync(
        OnairResources.VideoAssets, name, rig.Name, Patch.Merge(new JsonObject { ["status"] = status }), new PatchOptions { Subresource = "status" });

    private async Task<string[]> StatusesAsync(string kind, string uid) => [.. (await rig.AtServiceAsync(kind, uid)).Select(i => (string)i["status"]!)];
}
