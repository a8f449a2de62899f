using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Onair.Relays;
using Onair.Tests.Integration.ConnectorPod;
using Onair.Tests.Integration.Media;

namespace Onair.Tests.Integration.RelayPod;

/// <summary>The program of a relay with sources that are not ours, and with sources that lead elsewhere.</summary>
[Collection(MeasuredCollection.Name)]
public sealed class RelayTests : IAsyncLifetime
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("onair-files-");
    private readonly int _port = FreePorts.Take(1)[0];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => ScratchFolder.DeleteAsync(_files);

    [Fact]
    public async Task A_push_by_RTMP_becomes_a_playlist_that_moves_with_its_sound_copied()
    {
        var url = $"rtmp://127.0.0.1:{_port}/live/camera";
        await using var camera = new Tool.Publisher(Tool.Start("ffmpeg", ["-v", "error", "-re", .. Picture, "-f", "lavfi", "-i", "sine=440", .. Codec, "-c:a", "aac", "-f", "flv", "-listen", "1", url]));

        await PlaysAsync(url, "aac");
    }

    [Fact]
    public async Task An_encrypted_stream_by_SRT_becomes_a_playlist_that_moves()
    {
        await using var camera = new Tool.Publisher(Tool.Start("ffmpeg",
            ["-v", "error", "-re", .. Picture, "-f", "lavfi", "-i", "sine=440", .. Codec, "-c:a", "aac", "-f", "mpegts", $"srt://127.0.0.1:{_port}?mode=listener&passphrase=passphrase-0815"]));

        await PlaysAsync($"srt://127.0.0.1:{_port}?passphrase=passphrase-0815", "aac");
    }

    [Fact]
    public async Task Sound_that_HLS_cannot_carry_is_encoded_and_the_picture_is_copied()
    {
        await using var ingest = await RecordingIngest.StartAsync();
        await using var camera = new Tool.Publisher(Tool.Start("ffmpeg",
            ["-v", "error", "-re", .. Picture, "-f", "lavfi", "-i", "sine=440", .. Codec, "-c:a", "pcm_mulaw", "-ar", "8000", "-ac", "1", "-f", "flv", ingest.Url("camera")]));

        await PlaysAsync(ingest.Url("camera"), "aac");
    }

    [Fact]
    public async Task A_camera_by_RTSP_becomes_a_playlist_that_moves()
    {
        var file = Path.Combine(_files.FullName, "flashes.mp4");
        await FlashingVideo.MakeAsync(file, FlashingVideo.Mp4, loops: 12);
        var script = Path.Combine(Checkout.Root, "tests", "Integration", "ConnectorPod", "rtsp_server.py");
        await using var camera = new Tool.Publisher(Tool.Start("/usr/bin/python3", [script, file, _port.ToString(CultureInfo.InvariantCulture)]));

        await PlaysAsync($"rtsp://127.0.0.1:{_port}/stream", "aac");
    }

    [Theory]
    [InlineData("RTSP/1.0 302 Found\r\nCSeq: 1\r\nLocation: rtsp://127.0.0.1:PORT/stream\r\n\r\n")]
    [InlineData("RTSP/1.0 301 Moved\r\nLocation: rtsp://127.0.0.1:PORT/stream\r\nCSeq: 1\r\n\r\n")]
    public async Task A_camera_that_redirects_leads_nowhere(string answer)
    {
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        await using var camera = new Onair.Processes.LoopbackListener(async (stream, cancellationToken) =>
        {
            await stream.ReadAtLeastAsync(new byte[8], 8, cancellationToken: cancellationToken);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer.Replace("PORT", ((IPEndPoint)target.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)), cancellationToken);
            await Task.Delay(1000, cancellationToken);
        });
        var url = $"rtsp://127.0.0.1:{camera.Port}/stream";
        await using var relay = await StartAsync(url);

        (await relay.OrderAsync(url)).ShouldBe(202);

        await relay.UntilAsync("Starting", "Refused");
        target.Pending().ShouldBeFalse("nobody has followed the redirect");
        // The log is written after the status.
        await Eventually.ShouldBeAsync(() => Task.FromResult(relay.Log.Contains("the source redirects", StringComparison.Ordinal)), "the log says why", 30);
    }

    [Theory]
    [InlineData("rtsp://127.0.0.1:1/a")]
    [InlineData("rtmp://10.0.0.1/app/a")]
    [InlineData("srt://169.254.169.254:80")]
    [InlineData("rtsp://[::ffff:192.168.0.1]/a")]
    [InlineData("rtsp://[64:ff9b::a00:1]/a")]
    [InlineData("rtsp://[fd00::1]/a")]
    [InlineData("rtmp://100.64.0.1/app/a")]
    [InlineData("rtsp://localhost/a")]
    [InlineData("http://127.0.0.1/a")]
    [InlineData("file:///etc/passwd")]
    [InlineData("srt://93.184.216.34:80?mode=listener")]
    public async Task A_relay_takes_no_URL_that_leads_to_an_address_that_is_not_public(string url)
    {
        await using var relay = await RelayProcess.StartAsync(RelayUrl.Id(url));

        (await relay.OrderAsync(url)).ShouldBe(400);
        (await relay.GetAsync("/status")).Text.ShouldBe("""{"state":"Waiting"}""");
    }

    [Fact]
    public async Task A_relay_takes_no_other_URL_and_gives_no_other_file()
    {
        await using var relay = await StartAsync("rtmp://127.0.0.1:1/app/a");

        (await relay.OrderAsync("rtmp://127.0.0.1:1/app/b")).ShouldBe(400);
        foreach (var path in (string[])["/live/..%2flog", "/live/%2e%2e%2flog", "/live/index.m3u8.tmp", "/live/1.ts"]) (await relay.GetAsync(path)).Status.ShouldBe(404, path);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_told_and_without_viewers_the_relay_ends()
    {
        var url = $"rtmp://127.0.0.1:{_port}/app/a";
        await using var relay = await StartAsync(url, ("Relay__IdleSeconds", "3"));
        (await relay.OrderAsync(url)).ShouldBe(202);

        await relay.UntilAsync("Starting", "NoAnswer");

        await Eventually.ShouldBeAsync(() => Task.FromResult(relay.HasExited), "it ends by itself", 30);
        relay.ExitCode.ShouldBe(0);
    }

    private static string[] Picture => ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=15"];

    private static string[] Codec => ["-c:v", "libx264", "-preset", "ultrafast", "-g", "30", "-pix_fmt", "yuv420p"];

    private static Task<RelayProcess> StartAsync(string url, params (string Name, string Value)[] settings) =>
        RelayProcess.StartAsync(RelayUrl.Id(url), [("Relay__AllowedCidrs__0", "127.0.0.0/8"), .. settings]);

    private async Task PlaysAsync(string url, string sound)
    {
        await using var relay = await StartAsync(url);
        (await relay.OrderAsync(url)).ShouldBe(202, relay.Log);
        await relay.UntilAsync("Live", null);

        var first = await LastSegmentAsync(relay);
        await Eventually.ShouldBeAsync(async () => await LastSegmentAsync(relay) > first + 1, () => $"the playlist moves; it said:\n{relay.Log}", 30);
        var streams = await Tool.ProbeAsync(await relay.BytesAsync($"/live/{await LastSegmentAsync(relay)}.ts"), "-show_entries", "stream=codec_name", "-of", "csv=p=0");
        streams.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().Order().ShouldBe([sound, "h264"]);
    }

    private static async Task<int> LastSegmentAsync(RelayProcess relay)
    {
        var name = (await relay.GetAsync("/live/index.m3u8")).Text.Split('\n').Last(line => line.EndsWith(".ts", StringComparison.Ordinal));
        return int.Parse(name[..^3], CultureInfo.InvariantCulture);
    }
}
