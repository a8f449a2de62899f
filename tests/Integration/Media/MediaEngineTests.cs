using System.Diagnostics;
using System.Globalization;
using System.Net;
using Onair.Emulator.Media;

namespace Onair.Tests.Integration.Media;

/// <summary>RTMP in, HLS and archive out, through real nginx and ffmpeg.</summary>
public sealed class MediaEngineTests : IAsyncLifetime
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Key = "live/key-a7x3";

    private readonly string _directory = Directory.CreateTempSubdirectory("onair-media-test-").FullName;
    private readonly MemoryStore _store = new();
    private EngineHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await EngineHost.StartAsync(_directory, _store);
        await AcceptAsync();
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_push_becomes_a_ladder_and_an_archive_of_the_declared_shape()
    {
        await _host.Engine.StartAsync(Plan(pipelines: 1, archiveSeconds: 4), default);
        await using (Tool.Publish(_host.Ports[0], Key, seconds: 8))
        {
            await EventuallyAsync(() => _host.Engine.Health("c1").Single().Receiving);
            _host.Engine.Health("c1")[0].Detail.ShouldStartWith("640x360, ");
            var playlist = await PlaylistAsync(p => p.Segments.Count >= 4);
            var master = await _host.GetTextAsync($"/out/v1/{Token}/index.m3u8");
            master.ShouldContain("RESOLUTION=640x360,FRAME-RATE=30.000\n360p/index.m3u8");
            master.ShouldContain("RESOLUTION=426x240,FRAME-RATE=30.000\n240p/index.m3u8");
            master.ShouldMatch("CODECS=\"avc1\\.4D[0-9A-F]{4},mp4a\\.40\\.2\"");
            await ShouldDecodeAsync("360p", playlist.Segments[1].Uri, "640,360");
            await ShouldDecodeAsync("240p", playlist.Segments[1].Uri, "426,240");
            playlist.Segments.Take(3).ShouldAllBe(s => Math.Abs(s.Duration - 1) < 0.001);
            (TimeProvider.System.GetUtcNow() - playlist.Segments[^1].At).ShouldBeInRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(20));
            await EventuallyAsync(() => !_host.Engine.Health("c1")[0].Receiving);
        }

        await _host.Engine.StopAsync("c1", default);
        _store.Objects.Keys.Order().First().ShouldBe("2026/11/21/s1/stream_360p.000000.ts");
        var live = PlayerPlaylist.Parse(await MediaAsync("360p"));
        var recorded = await ArchiveSecondsAsync();
        recorded.ShouldBe(live.Segments.Sum(s => s.Duration), 0.1);
        recorded.ShouldBe(8, 1);
        var frame = await Tool.ProbeAsync(_store.Objects["2026/11/21/s1/stream_360p.000001.ts"], "-select_streams", "v", "-show_entries", "frame=pict_type", "-of", "csv=p=0", "-read_intervals", "%+#1");
        frame.ShouldStartWith("I");
    }

    [Theory]
    [InlineData("live/wrong-key")]
    [InlineData("other/key-a7x3")]
    public async Task A_push_to_where_no_input_is_gets_refused_at_once(string path)
    {
        var (_, nobodyListens) = await Tool.PublishToEndAsync(FreePorts.Take(1)[0], path);

        var (exitCode, refused) = await Tool.PublishToEndAsync(_host.Ports[0], path);

        exitCode.ShouldNotBe(0);
        refused.ShouldBeLessThan(nobodyListens + TimeSpan.FromSeconds(20), "refused, not taken and dropped: it has a minute to send");
    }

    [Fact]
    public async Task Playback_resumes_with_a_discontinuity_when_publisher_encoder_or_ingest_were_killed()
    {
        await _host.Engine.StartAsync(Plan(pipelines: 1), default);
        await using (Tool.Publish(_host.Ports[0], Key)) await PlaylistAsync(p => p.Segments.Count >= 2);
        await EventuallyAsync(() => !_host.Engine.Health("c1")[0].Receiving);

        await using (await PublishUntilReceivedAsync())
        {
            var resumed = await PlaylistAsync(p => p.Segments[^1].Discontinuity == 1);
            resumed.Segments.Zip(resumed.Segments.Skip(1)).ShouldAllBe(s => s.Second.At >= s.First.At.AddSeconds(s.First.Duration - 0.01));

            Kill(_host.Engine.Channels.Single().EncoderProcessId!.Value);
            await PlaylistAsync(p => p.Segments[^1].Discontinuity == 2);
            Kill(_host.Rtmp.ProcessId!.Value);
        }

        await EventuallyAsync(() => _host.Rtmp.ProcessId is not null);
        await using (await PublishUntilReceivedAsync()) await PlaylistAsync(p => p.Segments[^1].Discontinuity == 3);
    }

    [Fact]
    public async Task A_standard_channel_goes_on_without_a_gap_when_its_active_source_dies()
    {
        await _host.Engine.StartAsync(Plan(pipelines: 2), default);
        await using var second = Tool.Publish(_host.Ports[1], Key);
        await EventuallyAsync(() => _host.Engine.Health("c1")[1].Receiving);
        await PlaylistAsync(p => p.Segments.Count >= 1);
        var first = Tool.Publish(_host.Ports[0], Key);
        await EventuallyAsync(() => _host.Engine.Health("c1").All(h => h.Receiving));
        _host.Engine.Health("c1")[1].Detail.ShouldContain("active");

        await second.DisposeAsync();

        await EventuallyAsync(() => _host.Engine.Health("c1")[0].Detail.Contains("active", StringComparison.Ordinal));
        var before = (await PlaylistAsync(_ => true)).Segments.Count;
        var after = await PlaylistAsync(p => p.Segments.Count >= before + 3);
        after.Segments.ShouldAllBe(s => s.Discontinuity == 0 && Math.Abs(s.Duration - 1) < 0.001);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task A_restarted_engine_serves_its_window_and_goes_on_counting()
    {
        await _host.Engine.StartAsync(Plan(pipelines: 1, archiveSeconds: 2), default);
        await using (Tool.Publish(_host.Ports[0], Key)) await PlaylistAsync(p => p.Segments.Count >= 3);
        await EventuallyAsync(() => _host.Engine.Channels.Single().EncoderProcessId is null);
        var before = PlayerPlaylist.Parse(await MediaAsync("360p"));
        await _host.DisposeAsync();

        _host = await EngineHost.StartAsync(_directory, _store);
        await AcceptAsync();
        var served = PlayerPlaylist.Parse(await MediaAsync("360p"));
        served.ShouldBeEquivalentTo(before);
        await _host.Engine.StartAsync(Plan(pipelines: 1, archiveSeconds: 2, modifier: "_again"), default);
        await using (Tool.Publish(_host.Ports[0], Key))
        {
            var after = await PlaylistAsync(p => p.Segments.Count > before.Segments.Count);
            after.Segments[before.Segments.Count].Discontinuity.ShouldBe(1);
            after.Segments.Select(s => s.Uri).ShouldBe(Enumerable.Range(0, after.Segments.Count).Select(i => $"{i}.ts"));
        }

        await _host.Engine.StopAsync("c1", default);
        var all = PlayerPlaylist.Parse(await MediaAsync("360p"));
        (await ArchiveSecondsAsync()).ShouldBe(all.Segments.Sum(s => s.Duration), 0.1);
    }

    [Fact]
    public async Task The_playlist_window_startover_and_deletion_of_an_endpoint()
    {
        await _host.Engine.StartAsync(Plan(pipelines: 1, windowSeconds: 2), default);
        await using (Tool.Publish(_host.Ports[0], Key)) await PlaylistAsync(p => p.Sequence >= 2);
        await EventuallyAsync(() => _host.Engine.Channels.Single().EncoderProcessId is null);

        var live = PlayerPlaylist.Parse(await MediaAsync("360p"));
        var all = PlayerPlaylist.Parse(await MediaAsync("360p", "?start=1700000000"));
        all.Segments.Count.ShouldBe((int)live.Sequence + live.Segments.Count);
        var end = all.Segments[1].At.AddMilliseconds(500);
        var range = PlayerPlaylist.Parse(await MediaAsync("360p", $"?start={all.Segments[1].At:yyyy-MM-ddTHH:mm:ss.fffZ}&end={end:yyyy-MM-ddTHH:mm:ss.fffZ}"));
        range.Ended.ShouldBeTrue();
        range.Segments.ShouldBe([all.Segments[1]]);
        (await _host.GetTextAsync($"/out/v1/{Token}/index.m3u8?start=1700000000")).ShouldContain("360p/index.m3u8?start=1700000000");
        (await _host.GetAsync($"/out/v1/{Token}/360p/index.m3u8?start=yesterday")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        await _host.Engine.StopAsync("c1", default);
        await _host.Engine.RemovePackageEndpointAsync(Token, default);
        (await _host.GetAsync($"/out/v1/{Token}/index.m3u8")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await _host.GetAsync($"/out/v1/{Token}/360p/0.ts")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static ChannelPlan Plan(int pipelines, int archiveSeconds = 300, int windowSeconds = 60, string modifier = "_360p") => new(
        "c1",
        [.. Enumerable.Range(0, pipelines).Select(p => new PipelineSource(p, "i1", "live", "key-a7x3"))],
        [
            new Rendition("360p", 640, 360, 800_000, 96_000, 30, 1, 1),
            new Rendition("240p", 426, 240, 400_000, 64_000, 30, 1, 1),
        ],
        new PackagePlan("p1", [new PackageEndpoint(Token, "index", 1, windowSeconds, 3_600)]),
        [new ArchivePlan(0, "archive", "2026/11/21/s1/stream", modifier, archiveSeconds)]);

    private static void Kill(int process) => Process.GetProcessById(process).Kill();

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(90), "the condition did not come true");
            await Task.Delay(50);
        }
    }

    private Task AcceptAsync() => _host.Engine.SetIngestAsync(
        [.. Enumerable.Range(0, 2).Select(p => new IngestEndpoint("i1", p, "live", "key-a7x3", ["127.0.0.0/8"]))], default);

    private async Task<Tool.Publisher> PublishUntilReceivedAsync()
    {
        // nginx may not listen yet in the moment it was started again; an encoder in the field tries again as well.
        while (true)
        {
            var publisher = Tool.Publish(_host.Ports[0], Key);
            var clock = Stopwatch.StartNew();
            while (clock.Elapsed < TimeSpan.FromSeconds(4))
            {
                if (_host.Engine.Health("c1")[0].Receiving) return publisher;
                await Task.Delay(50);
            }

            await publisher.DisposeAsync();
        }
    }

    private async Task<PlayerPlaylist> PlaylistAsync(Func<PlayerPlaylist, bool> condition)
    {
        PlayerPlaylist? playlist = null;
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromSeconds(90))
        {
            using var response = await _host.GetAsync($"/out/v1/{Token}/360p/index.m3u8");
            if (response.IsSuccessStatusCode)
            {
                playlist = PlayerPlaylist.Parse(await response.Content.ReadAsStringAsync());
                if (condition(playlist)) return playlist;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"The playlist did not get there in 90 s: {playlist}; {string.Join(", ", _host.Engine.Health("c1"))}");
    }

    private Task<string> MediaAsync(string rendition, string query = "") =>
        _host.GetTextAsync($"/out/v1/{Token}/{rendition}/index.m3u8{query}");

    private async Task ShouldDecodeAsync(string rendition, string segment, string size)
    {
        var media = await _host.GetBytesAsync($"/out/v1/{Token}/{rendition}/{segment}");
        var video = await Tool.ProbeAsync(media, "-count_frames", "-select_streams", "v", "-show_entries", "stream=codec_name,width,height,r_frame_rate,nb_read_frames", "-of", "csv=p=0");
        video.Split('\n')[0].ShouldBe($"h264,{size},30/1,30");
        (await Tool.ProbeAsync(media, "-select_streams", "a", "-show_entries", "stream=codec_name,sample_rate", "-of", "csv=p=0")).Split('\n')[0].ShouldBe("aac,48000");
    }

    private async Task<double> ArchiveSecondsAsync()
    {
        var frames = 0;
        foreach (var media in _store.Objects.Values)
        {
            var count = await Tool.ProbeAsync(media, "-count_packets", "-select_streams", "v", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0");
            frames += int.Parse(count.Split('\n')[0], CultureInfo.InvariantCulture);
        }

        return frames / 30.0;
    }
}
