using System.Net;
using System.Text.Json.Nodes;
using Onair.Api.VideoAssets;
using Onair.Tests.E2E.Browser;
using Onair.Tests.Recordings;

namespace Onair.Tests.E2E.Videos;

/// <summary>A video is uploaded, and watched seconds later.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class VideoAssetTests(Environment environment)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // An operator that a test before has killed may hold its lease for a while yet.
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task An_upload_plays_as_soon_as_a_callback_tells_of_it()
    {
        await using var mux = await MuxAccount.OfAsync(environment);
        await using var asset = await TestAsset.ApplyAsync(environment.Kubectl, Spec());
        await asset.UploadAsync(await TestAsset.TenSecondsAsync(), Minutes);

        var status = await asset.PlaysAsync(Minutes);

        await Eventually.BecomesTrueAsync("a callback about it", async () => await asset.CallbackAsync() is not null, Patience);
        status.Media!.DurationSeconds.ShouldNotBeNull().ShouldBe(10, 0.2);
        status.Media.Resolution.ShouldBe("640x360");
        await ShouldPlayAsync(new(status.Playback!.Url!));
        (await FrameAsync(new(status.ThumbnailUrl!))).ShouldBeInRange(224, 225);
        (await environment.Kubectl.RunAsync("get", "asset", asset.Name, "--namespace", asset.Name)).ShouldMatch("emulator +Ready +10s +True");

        await ShouldGoAsync(asset, mux);
    }

    [Fact]
    public async Task Without_callbacks_an_upload_is_noticed_all_the_same()
    {
        await using var mux = await MuxAccount.OfAsync(environment);
        await mux.SuspendWebhooksAsync(true);
        await using var asset = await TestAsset.ApplyAsync(environment.Kubectl, Spec());
        await asset.UploadAsync(await TestAsset.TenSecondsAsync(), Minutes);

        var status = await asset.PlaysAsync(Minutes);

        (await asset.CallbackAsync()).ShouldBeNull();
        await ShouldPlayAsync(new(status.Playback!.Url!));
        await ShouldGoAsync(asset, mux);
    }

    [Fact]
    public async Task With_a_tenth_of_the_calls_failing_and_operators_killed_there_is_one_upload_and_one_asset()
    {
        await using var mux = await MuxAccount.OfAsync(environment);
        await mux.FailAsync(0.1);
        await using var asset = await TestAsset.ApplyAsync(environment.Kubectl, Spec());
        await KillAsync();
        await asset.UploadAsync(await TestAsset.TenSecondsAsync(), Minutes);
        await KillAsync();

        var status = await asset.PlaysAsync(Minutes);

        var uid = await asset.UidAsync();
        (await mux.UntilListedAsync("uploads", uid)).Count.ShouldBe(1);
        (await mux.UntilListedAsync("assets", uid)).Count.ShouldBe(1);
        await ShouldPlayAsync(new(status.Playback!.Url!));
        await KillAsync();
        await asset.DeleteAsync(Minutes);
        (await mux.UntilListedAsync("assets", uid)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signed_asset_plays_with_the_URL_in_the_Secret_alone()
    {
        await using var mux = await MuxAccount.OfAsync(environment);
        var spec = Spec();
        spec["playbackPolicy"] = nameof(PlaybackPolicy.Signed);
        await using var asset = await TestAsset.ApplyAsync(environment.Kubectl, spec);
        await asset.UploadAsync(await TestAsset.TenSecondsAsync(), Minutes);

        var status = await asset.PlaysAsync(Minutes);

        var secret = await asset.SecretAsync("playback");
        using var http = new HttpClient();
        (await http.GetAsync(new Uri(status.Playback!.Url!))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await ShouldPlayAsync(new(secret["playback-url"]));
        (await FrameAsync(new(secret["thumbnail-url"]))).ShouldBeInRange(224, 225);
        await ShouldGoAsync(asset, mux);
    }

    private static JsonObject Spec() => new()
    {
        ["providerRef"] = new JsonObject { ["name"] = Environment.ProviderName },
        ["source"] = new JsonObject { ["directUpload"] = new JsonObject() },
        ["title"] = "Ten seconds",
        ["thumbnail"] = new JsonObject { ["timeSeconds"] = 7.5, ["format"] = nameof(ThumbnailFormat.Png) },
    };

    private static async Task ShouldPlayAsync(Uri playlist)
    {
        await using var viewer = await Viewer.OpenAsync(playlist);
        var (first, last) = await viewer.WatchAsync(3, Patience);
        last.Errors.ShouldBeEmpty();
        (last.Width, last.Height).ShouldBe((640, 360));
        last.DifferenceTo(first).ShouldBeGreaterThan(0);
    }

    // The number in the picture. Copied out of a transport stream, the first frame comes some milliseconds after 0.
    private static async Task<int> FrameAsync(Uri picture)
    {
        using var http = new HttpClient();
        var file = Path.Combine(Path.GetTempPath(), $"onair-{Guid.NewGuid():N}.png");
        await File.WriteAllBytesAsync(file, await http.GetByteArrayAsync(picture));
        return (await Mp4File.FramesAsync(file)).ShouldHaveSingleItem();
    }

    private static async Task ShouldGoAsync(TestAsset asset, MuxAccount mux)
    {
        var uid = await asset.UidAsync();
        await asset.DeleteAsync(Minutes);
        (await mux.ListAsync("assets", uid)).ShouldBeEmpty();
    }

    private Task<string> KillAsync() => environment.Kubectl.RunAsync(
        "delete", "pods", "--namespace=onair-system", "--selector=app.kubernetes.io/component=operator", "--grace-period=0", "--force", "--wait=false");
}
