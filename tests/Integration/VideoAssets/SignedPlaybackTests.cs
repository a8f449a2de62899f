using System.Text.Json.Nodes;
using Onair.Api.VideoAssets;
using Onair.Tests.Integration.ArchiveSplits;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>Only who has a token may watch, and there always is a fresh one.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class SignedPlaybackTests(AssetRig rig) : IClassFixture<AssetRig>
{
    private const string Secret = "members-playback";

    [Fact]
    public async Task Tokens_are_made_renewed_and_signed_anew_with_another_key_while_the_former_ones_are_valid()
    {
        await rig.UploadedByClientAsync("members", a => (a.Spec.PlaybackPolicy, a.Spec.SignedPlayback, a.Spec.Thumbnail.Width) = (PlaybackPolicy.Signed, new() { TtlSeconds = 3600 }, 160));
        await rig.SendAsync("members", await SplitRig.TenSecondsAsync());
        var asset = await rig.PlaysAsync("members");

        var first = await rig.SecretAsync(Secret);
        asset.Recorded.Playback.ShouldNotBeNull();
        (asset.Recorded.Playback.KeyId, asset.Recorded.Playback.SecretName).ShouldBe(("key-1", Secret));
        asset.Recorded.ThumbnailUrl.ShouldBeNull("only the Secret has a URL that shows it");
        (await rig.StatusOfAsync(asset.Recorded.Playback.Url!)).ShouldBe(403);
        foreach (var url in Urls(first)) (await rig.StatusOfAsync(url)).ShouldBe(200, url);
        (await rig.StatusOfAsync(first["playback-url"].Replace(first["playback-token"], first["thumbnail-token"], StringComparison.Ordinal))).ShouldBe(403, "a token is for one use");

        // A picture of another moment has another token: its claims tell the moment.
        await rig.EditAsync("members", new() { ["thumbnail"] = new JsonObject { ["timeSeconds"] = 7 } });
        var second = await ChangedAsync(first);
        (await rig.StatusOfAsync(second["thumbnail-url"])).ShouldBe(200);

        // Tokens that live shorter are made at once, and renewed when two thirds of their life are over.
        await rig.EditAsync("members", new() { ["signedPlayback"] = new JsonObject { ["ttlSeconds"] = 60 } });
        var third = await ChangedAsync(second);
        await rig.AssetUntilAsync("members", a => a.Recorded.Playback?.TokenExpiresAt < TimeProvider.System.GetUtcNow().AddSeconds(61), "its tokens end within a minute");
        var fourth = await ChangedAsync(third);
        (await rig.StatusOfAsync(third["playback-url"])).ShouldBe(200, "the one before is valid until its own end");
        (await rig.StatusOfAsync(fourth["playback-url"])).ShouldBe(200);

        var (id, key) = await rig.NewSigningKeyAsync();
        await rig.PatchSecretAsync("signing-key", new JsonObject { ["stringData"] = new JsonObject { ["keyId"] = id, ["privateKey"] = key } }.ToJsonString());
        await rig.AssetUntilAsync("members", a => a.Recorded.Playback?.KeyId == id, "it is signed with the other key", 180);
        var fifth = await rig.SecretAsync(Secret);
        foreach (var url in Urls(fifth).Concat(Urls(fourth))) (await rig.StatusOfAsync(url)).ShouldBe(200, url);
        await Eventually.ShouldBeAsync(
            async () => (await rig.Client.FindAsync(Onair.Api.OnairResources.MediaProviders, rig.Name, null))?.Status?.Video is { FormerKeyId: "key-1", FormerKeyNeededUntil: not null } video && video.KeyId == id,
            () => "the provider tells until when the former key is needed", 180);
        await rig.AssetDeletedAsync("members");
    }

    [Fact]
    public async Task A_deleted_or_edited_Secret_is_written_again_at_once()
    {
        await rig.UploadedByClientAsync("kept", a => (a.Spec.PlaybackPolicy, a.Spec.SignedPlayback) = (PlaybackPolicy.Signed, new() { TtlSeconds = 3600 }));
        await rig.AssetUntilAsync("kept", a => a.Recorded.Upload?.SecretName is not null, "its upload URL is there");
        var upload = (await rig.SecretAsync("kept-upload"))["url"];
        OwnedSecret.Text(await OwnedSecret.DeleteAsync(rig, "kept-upload"), "url").ShouldBe(upload);
        OwnedSecret.Text(await OwnedSecret.EditAsync(rig, "kept-upload", "url"), "url").ShouldBe(upload);
        await rig.SendAsync("kept", await SplitRig.TenSecondsAsync());
        await rig.PlaysAsync("kept");

        await OwnedSecret.DeleteAsync(rig, "kept-playback");
        var tokens = await OwnedSecret.EditAsync(rig, "kept-playback", "playback-url");

        (await rig.StatusOfAsync(OwnedSecret.Text(tokens, "playback-url"))).ShouldBe(200);
        await rig.PlaysAsync("kept");
        await rig.AssetDeletedAsync("kept");
    }

    private static IEnumerable<string> Urls(IReadOnlyDictionary<string, string> secret) => new[] { "playback-url", "thumbnail-url" }.Select(n => secret[n]);

    private async Task<IReadOnlyDictionary<string, string>> ChangedAsync(IReadOnlyDictionary<string, string> before, int seconds = 120)
    {
        var now = before;
        await Eventually.ShouldBeAsync(
            async () => (now = await rig.SecretAsync(Secret))["playback-token"] != before["playback-token"] || now["thumbnail-token"] != before["thumbnail-token"],
            () => $"the tokens changed\n{rig.Operator.Tail(40)}", seconds);
        return now;
    }
}
