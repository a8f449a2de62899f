using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Tests.Integration.MediaConvert;

namespace Onair.Tests.Integration.Emulator.Mux;

/// <summary>The emulator's Mux with real ffmpeg, from an upload to what a viewer decodes.</summary>
public sealed class VideoFlowTests
{
    [Fact]
    public async Task An_upload_becomes_a_stream_that_decodes_and_pictures_of_the_moments_asked_for()
    {
        await using var emulator = await MuxEmulator.StartedAsync();
        var file = await NumberedVideo.Mp4Async(5);
        var (id, url) = await emulator.CreateUploadAsync();
        (await emulator.PutAsync(url, file, 0, file.Length)).Status.ShouldBe(200);
        var asset = await emulator.SettledAssetAsync(id);
        ((string)asset["status"]!).ShouldBe("ready", asset.ToJsonString());
        ((double)asset["duration"]!).ShouldBe(5, 0.05);
        ((string)asset["aspect_ratio"]!).ShouldBe("16:9");
        ((double)asset["max_stored_frame_rate"]!).ShouldBe(30);
        asset["tracks"]!.AsArray().Select(t => (string)t!["type"]!).ShouldBe(["video", "audio"]);

        var playbackId = (string)asset["playback_ids"]![0]!["id"]!;
        var stream = $"{emulator.MuxUrl}/stream/{playbackId}.m3u8";
        (await emulator.Viewer.GetStringAsync(new Uri(stream))).ShouldContain("RESOLUTION=640x360");
        (await MarkedVideo.NumbersAsync(stream)).ShouldBe(Enumerable.Range(0, 150));

        foreach (var (time, frame) in new[] { ("0", 0), ("1", 30), ("2.52", 75), ("4.99", 149), ("60", 149) })
            (await PictureAsync(emulator, $"{playbackId}/thumbnail.png?time={time}")).ShouldBe(frame, $"time={time}");
        (await PictureAsync(emulator, $"{playbackId}/thumbnail.jpg")).ShouldBe(75, "the middle");
    }

    [Fact]
    public async Task A_killed_emulator_goes_on_with_an_upload_where_it_was_cut()
    {
        await using var emulator = await MuxEmulator.StartedAsync();
        var file = await NumberedVideo.Mp4Async(30);
        const int Chunk = 256 * 1024;
        file.Length.ShouldBeGreaterThan(3 * Chunk);
        var (id, url) = await emulator.CreateUploadAsync();
        (await emulator.PutAsync(url, file, 0, Chunk)).ShouldBe((308, Chunk));
        await CutAsync(emulator, url, file, Chunk, Chunk * 2, sent: 1000, Path.Combine(emulator.Data, "media", "mux", "uploads", id));
        await emulator.KillAsync();
        await emulator.StartAsync();

        (await emulator.AskAsync(url, file.Length)).ShouldBe((308, Chunk + 1000));
        (await emulator.PutAsync(url, file, 2 * Chunk, 3 * Chunk)).ShouldBe((308, Chunk + 1000), "nothing is written behind a gap");
        (await emulator.PutAsync(url, file, 0, 2 * Chunk)).ShouldBe((308, 2 * Chunk), "bytes that are there are skipped");
        (await emulator.PutAsync(url, file, 2 * Chunk, file.Length)).Status.ShouldBe(200);
        (await emulator.PutAsync(url, file, 2 * Chunk, file.Length)).Status.ShouldBe(200, "a client that did not hear of the end hears of it again");
        var asset = await emulator.SettledAssetAsync(id);
        ((string)asset["status"]!).ShouldBe("ready", asset.ToJsonString());
        (await File.ReadAllBytesAsync(Path.Combine(emulator.Data, "media", "mux", "assets", (string)asset["id"]!, "source"))).ShouldBe(file);
    }

    [Fact]
    public async Task A_killed_emulator_finishes_what_it_was_converting_and_tells_of_it()
    {
        await using var listener = await WebhookListener.StartAsync();
        await using var emulator = await MuxEmulator.StartedAsync(listener);
        var file = await NumberedVideo.Mp4Async(30);
        var (id, url) = await emulator.CreateUploadAsync();
        (await emulator.PutAsync(url, file, 0, file.Length)).Status.ShouldBe(200);
        await emulator.KillAsync();
        await emulator.StartAsync();
        var asset = await emulator.SettledAssetAsync(id);
        ((string)asset["status"]!).ShouldBe("ready", asset.ToJsonString());
        await listener.WaitForAsync("video.asset.ready");
        listener.Events.Where(e => e.Type == "video.asset.created").Select(e => e.Id).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_is_no_video_makes_an_errored_asset_with_the_reason()
    {
        await using var emulator = await MuxEmulator.StartedAsync();
        var (id, url) = await emulator.CreateUploadAsync();
        // A playlist would have ffmpeg read the files that it names.
        var file = Encoding.UTF8.GetBytes("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n/etc/passwd\n#EXT-X-ENDLIST\n");
        (await emulator.PutAsync(url, file, 0, file.Length)).Status.ShouldBe(200);
        var asset = await emulator.SettledAssetAsync(id);
        ((string)asset["status"]!).ShouldBe("errored");
        ((string)asset["errors"]!["type"]!).ShouldBe("invalid_input");
        ((string)asset["errors"]!["messages"]![0]!).ShouldStartWith("The file is not a video or audio file that can be processed");
        (await emulator.CallAsync("GET", $"video/v1/uploads/{id}")).Body!["status"]!.GetValue<string>().ShouldBe("asset_created");
    }

    [Fact]
    public async Task An_asset_is_fetched_from_a_url_and_leaves_nothing_when_it_is_deleted()
    {
        await using var emulator = await MuxEmulator.StartedAsync();
        var (uploadId, upload) = await emulator.CreateUploadAsync();
        var file = await NumberedVideo.Mp4Async(5);
        (await emulator.PutAsync(upload, file, 0, file.Length)).Status.ShouldBe(200);
        var first = await emulator.SettledAssetAsync(uploadId);
        var source = $"{emulator.MuxUrl}/stream/{first["playback_ids"]![0]!["id"]}/360p/0.ts";
        var (status, created) = await emulator.CallAsync("POST", "video/v1/assets", new() { ["inputs"] = new JsonArray(new JsonObject { ["url"] = source }), ["playback_policies"] = new JsonArray("public") });
        status.ShouldBe(201);
        var id = (string)created!["id"]!;
        JsonNode? asset = null;
        await Eventually.ShouldBeAsync(async () => (string)(asset = (await emulator.CallAsync("GET", $"video/v1/assets/{id}")).Body)!["status"]! == "ready", () => $"ready: {asset?.ToJsonString()}");
        ((double)asset!["duration"]!).ShouldBe(4, 0.1);

        (await emulator.CallAsync("DELETE", $"video/v1/assets/{id}")).Status.ShouldBe(204);
        (await emulator.CallAsync("GET", $"video/v1/assets/{id}")).Status.ShouldBe(404);
        (await emulator.CallAsync("DELETE", $"video/v1/assets/{first["id"]}")).Status.ShouldBe(204);
        await Eventually.ShouldBeAsync(
            () => !Directory.EnumerateFileSystemEntries(Path.Combine(emulator.Data, "media", "mux", "assets")).Any(), "no file of the assets is left");
        using var gone = await emulator.Viewer.GetAsync(new Uri(source));
        gone.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Events_are_kept_while_delivery_is_suspended_and_sent_again_until_they_are_taken()
    {
        await using var listener = await WebhookListener.StartAsync();
        await using var emulator = await MuxEmulator.StartedAsync(listener);
        await AdminAsync(emulator, HttpMethod.Put, "mux/webhook", """{"suspended":true}""");
        await emulator.CreateUploadAsync();
        await emulator.KillAsync();
        await emulator.StartAsync();
        ((int)(await AdminAsync(emulator, HttpMethod.Get, "mux/webhook"))["pending"]!).ShouldBe(1);
        listener.Events.ShouldBeEmpty();

        listener.Answer = 500;
        await AdminAsync(emulator, HttpMethod.Put, "mux/webhook", """{"suspended":false}""");
        await Eventually.ShouldBeAsync(() => listener.Events.Count >= 2, "it is sent again");
        listener.Answer = 200;
        await Eventually.ShouldBeAsync(async () => (int)(await AdminAsync(emulator, HttpMethod.Get, "mux/webhook"))["pending"]! == 0, "it is taken");
        listener.Events.Select(e => e.Id).Distinct().Count().ShouldBe(1);

        var before = listener.Events.Count;
        using var again = await emulator.Viewer.PostAsync(new Uri($"{emulator.Url}/admin/mux/events/{listener.Events.First().Id}/redeliver"), content: null);
        again.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.ShouldBeAsync(() => listener.Events.Count == before + 1, "it is delivered once more");
        listener.Events.Last().Id.ShouldBe(listener.Events.First().Id);
    }

    [Fact]
    public async Task Injected_faults_fail_an_operation_before_or_after_its_effect()
    {
        await using var emulator = await MuxEmulator.StartedAsync();
        await AdminAsync(emulator, HttpMethod.Put, "faults", """
            [{"service":"mux","operation":"CreateUpload","moment":"Before","code":"too_many_requests","status":429,"times":1},
             {"service":"mux","operation":"CreateUpload","moment":"After","times":1}]
            """);
        (await emulator.CallAsync("POST", "video/v1/uploads", [])).Status.ShouldBe(429);
        (await emulator.CallAsync("GET", "video/v1/uploads")).Body!.AsArray().ShouldBeEmpty();
        (await emulator.CallAsync("POST", "video/v1/uploads", [])).Status.ShouldBe(500);
        (await emulator.CallAsync("GET", "video/v1/uploads")).Body!.AsArray().Count.ShouldBe(1);
        (await emulator.CallAsync("POST", "video/v1/uploads", [])).Status.ShouldBe(201);

        await AdminAsync(emulator, HttpMethod.Put, "faults", """[{"service":"mux","operation":"CreateUpload","moment":"TimeoutAfter","times":1}]""");
        var unanswered = emulator.CallAsync("POST", "video/v1/uploads", []);
        await Eventually.ShouldBeAsync(async () => (await emulator.CallAsync("GET", "video/v1/uploads")).Body!.AsArray().Count == 3, "it has its effect");
        unanswered.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Deleting_an_asset_ends_its_conversion()
    {
        await using var emulator = await MuxEmulator.StartedAsync();
        var file = await NumberedVideo.Mp4Async(30);
        var (id, url) = await emulator.CreateUploadAsync();
        (await emulator.PutAsync(url, file, 0, file.Length)).Status.ShouldBe(200);
        var asset = (string)(await emulator.CallAsync("GET", $"video/v1/uploads/{id}")).Body!["asset_id"]!;
        await Eventually.ShouldBeAsync(() => Encoders(asset) > 0, "it is converted");
        (await emulator.CallAsync("DELETE", $"video/v1/assets/{asset}")).Status.ShouldBe(204);
        await Eventually.ShouldBeAsync(() => Encoders(asset) == 0, "no encoder is left", seconds: 20);
        await Eventually.ShouldBeAsync(() => !Directory.Exists(Path.Combine(emulator.Data, "media", "mux", "assets", asset)), "no file is left");
    }

    /// <summary>How many ffmpegs work on an asset.</summary>
    private static int Encoders(string asset) => Directory.EnumerateDirectories("/proc").Count(process =>
    {
        try
        {
            var command = File.ReadAllText(Path.Combine(process, "cmdline"));
            return command.Contains("ffmpeg", StringComparison.Ordinal) && command.Contains(asset, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No process, or one that has just ended.
            return false;
        }
    });

    private static async Task<JsonNode> AdminAsync(MuxEmulator emulator, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, $"{emulator.Url}/admin/{path}");
        if (body is not null) request.Content = new StringContent(body);
        using var answer = await emulator.Viewer.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<int> PictureAsync(MuxEmulator emulator, string path)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}{Path.GetExtension(path.Split('?')[0])}");
        try
        {
            await File.WriteAllBytesAsync(file, await emulator.Viewer.GetByteArrayAsync(new Uri($"{emulator.MuxUrl}/image/{path}")));
            return (await MarkedVideo.NumbersAsync(file)).Single();
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Begins to send a chunk and breaks the connection when all that was sent is in the emulator's file.</summary>
    private static async Task CutAsync(MuxEmulator emulator, string url, byte[] file, int from, int to, int sent, string arriving)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, emulator.Port);
        var stream = client.GetStream();
        var head = $"PUT {new Uri(url).AbsolutePath} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {to - from}\r\nContent-Range: bytes {from}-{to - 1}/{file.Length}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(file.AsMemory(from, sent));
        await Eventually.ShouldBeAsync(() => new FileInfo(arriving).Length == from + sent, "what was sent of the chunk arrives");
    }
}
