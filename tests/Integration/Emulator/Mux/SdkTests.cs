using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Onair.Tests.Integration.MediaConvert;

namespace Onair.Tests.Integration.Emulator.Mux;

/// <summary>Mux's own SDKs, unchanged, with the emulator for Mux: @mux/mux-node in Node, @mux/upchunk in Chromium.</summary>
public sealed class SdkTests : IAsyncLifetime
{
    private const int LargeFile = 200_000_000;

    private readonly string _images = Directory.CreateTempSubdirectory("onair-mux-").FullName;

    public Task InitializeAsync() => MuxSdk.InstallAsync();

    public Task DisposeAsync()
    {
        Directory.Delete(_images, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_large_file_whose_transfer_is_cut_arrives_and_its_signed_stream_plays()
    {
        await using var listener = await WebhookListener.StartAsync();
        await using var emulator = await MuxEmulator.StartedAsync(listener);
        var sdk = new MuxSdk(emulator);
        await using var page = await UpChunkPage.OpenAsync();
        var key = await sdk.StepAsync("createKey", []);
        var upload = await sdk.StepAsync("createUpload", new() { ["corsOrigin"] = page.Origin, ["policy"] = "signed", ["passthrough"] = "talk" });
        await UploadWithACutAsync(emulator, page, upload);

        var ready = await listener.WaitForAsync("video.asset.ready", seconds: 120);
        var headers = new JsonObject(ready.Headers.Select(h => KeyValuePair.Create(h.Key, (JsonNode?)h.Value)));
        var unwrapped = await sdk.StepAsync("unwrap", new() { ["body"] = ready.Body, ["headers"] = headers });
        ((string)unwrapped["type"]!).ShouldBe("video.asset.ready");
        ((string)unwrapped["uploadId"]!).ShouldBe((string)upload["id"]!);
        ((double)unwrapped["duration"]!).ShouldBe(21, 0.1);

        var playbackId = (string)unwrapped["playbackId"]!;
        var tokens = await sdk.StepAsync("sign", new() { ["playbackId"] = playbackId, ["keyId"] = key["keyId"]!.DeepClone(), ["keySecret"] = key["keySecret"]!.DeepClone() });
        var stream = $"{emulator.MuxUrl}/stream/{playbackId}.m3u8";
        (await MarkedVideo.NumbersAsync($"{stream}?token={tokens["video"]}")).ShouldBe(Enumerable.Range(0, 21 * NumberedVideo.FrameRate));
        foreach (var wrong in new[] { "expired", "thumbnail", "storyboard", "foreign", "unknownKey" })
            (await StatusAsync(emulator, $"{stream}?token={tokens[wrong]}")).ShouldBe(HttpStatusCode.Forbidden, wrong);
        (await StatusAsync(emulator, stream)).ShouldBe(HttpStatusCode.Forbidden);
        (await StatusAsync(emulator, $"{emulator.MuxUrl}/stream/{playbackId}/360p/0.ts")).ShouldBe(HttpStatusCode.Forbidden);

        // Moment and width are the token's, whatever the query says.
        var image = $"{emulator.MuxUrl}/image/{playbackId}/thumbnail.png?time=3&width=64";
        (await StatusAsync(emulator, $"{image}&token={tokens["video"]}")).ShouldBe(HttpStatusCode.Forbidden);
        var picture = Path.Combine(_images, "thumbnail.png");
        await File.WriteAllBytesAsync(picture, await emulator.Viewer.GetByteArrayAsync(new Uri($"{image}&token={tokens["thumbnail"]}")));
        (await MarkedVideo.NumbersAsync(picture)).ShouldBe([10 * NumberedVideo.FrameRate]);
        (await MarkedVideo.ProbeAsync(picture, "-show_entries", "stream=width,height")).ShouldBe("320,180");
    }

    [Fact]
    public async Task The_Node_SDK_has_every_operation_and_its_own_errors()
    {
        await using var emulator = await MuxEmulator.StartedAsync();
        var sdk = new MuxSdk(emulator);
        var file = await NumberedVideo.Mp4Async(5);
        var (id, url) = await emulator.CreateUploadAsync();
        (await emulator.PutAsync(url, file, 0, file.Length)).Status.ShouldBe(200);
        var asset = await emulator.SettledAssetAsync(id);
        ((bool)(await sdk.StepAsync("tour", new() { ["assetId"] = (string)asset["id"]!, ["uploadId"] = id }))["done"]!).ShouldBeTrue();
    }

    /// <summary>The emulator is killed in the middle of a chunk, and started again.</summary>
    private static async Task UploadWithACutAsync(MuxEmulator emulator, UpChunkPage page, JsonNode upload)
    {
        var file = await NumberedVideo.LargeAsync();
        var size = new FileInfo(file).Length;
        size.ShouldBeGreaterThan(LargeFile);
        var arriving = Path.Combine(emulator.Data, "media", "mux", "uploads", (string)upload["id"]!);
        await page.SendAsync((string)upload["url"]!, file);
        await Eventually.ShouldBeAsync(() => Arrived(arriving) > size / 4, "a quarter of the file arrives");
        await emulator.KillAsync();
        var kept = Arrived(arriving);
        kept.ShouldBeInRange(size / 4, size - 1, "the transfer was cut before its end");
        await emulator.StartAsync();
        UpChunkState? state = null;
        await Eventually.ShouldBeAsync(
            async () => (state = await page.LookAsync()) is { Success: true } or { Error: not null }, () => $"the upload ends; it is {state}", seconds: 120);
        state!.Error.ShouldBeNull();
        state.Failures.ShouldBeGreaterThan(0);
        var (_, now) = await emulator.CallAsync("GET", $"video/v1/uploads/{upload["id"]}");
        var stored = Path.Combine(emulator.Data, "media", "mux", "assets", (string)now!["asset_id"]!, "source");
        await Eventually.ShouldBeAsync(() => File.Exists(stored), "the file is the asset's");
        (await HashAsync(stored)).ShouldBe(await HashAsync(file));
    }

    private static long Arrived(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    private static async Task<string> HashAsync(string file)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexString(await SHA256.HashDataAsync(stream));
    }

    private static async Task<HttpStatusCode> StatusAsync(MuxEmulator emulator, string url)
    {
        using var answer = await emulator.Viewer.GetAsync(new Uri(url));
        return answer.StatusCode;
    }
}
