using System.Diagnostics;
using Onair.Emulator.Media;

namespace Onair.Tests.Integration.Media.Pull;

/// <summary>Channels that pull their stream from real servers, through real ffmpeg.</summary>
public sealed class PullTests : IAsyncLifetime
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    private readonly string _directory = Directory.CreateTempSubdirectory("onair-pull-test-").FullName;
    private readonly LogLines _log = new();
    private EngineHost _host = null!;

    public Task InitializeAsync() => StartAsync("127.0.0.1/32");

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task An_RTMP_source_is_on_air_and_comes_back_after_its_encoder_or_its_server_died()
    {
        var source = await RtmpSource.StartAsync();
        await RunAsync(new Uri($"rtmp://127.0.0.1:{source.Port}/live/key"));
        await HealthAsync(h => h.Detail.Contains($"pulled from rtmp://127.0.0.1:{source.Port}", StringComparison.Ordinal));
        await using (Tool.Publish(source.Port, "live/key"))
        {
            await HealthAsync(h => h.Receiving && h.Detail.StartsWith("640x360, ", StringComparison.Ordinal));
            await PlaylistAsync(p => p.Segments.Count >= 2);
        }

        await HealthAsync(h => !h.Receiving);
        await using (Tool.Publish(source.Port, "live/key")) await PlaylistAsync(p => p.Segments[^1].Discontinuity == 1);
        await source.DisposeAsync();
        await HealthAsync(h => h.Detail.Contains("Connection refused", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_RTMP_source_with_few_key_frames_is_on_air_by_its_first_connection()
    {
        await using var source = await RtmpSource.StartAsync();
        await using var publisher = Tool.Publish(source.Port, "live/key", gop: 8 * 30);
        await Task.Delay(TimeSpan.FromSeconds(2)); // past the first key frame; the server has nothing that tells

        await RunAsync(new Uri($"rtmp://127.0.0.1:{source.Port}/live/key"));

        await HealthAsync(h => h.Receiving);
        _log.Text.ShouldNotContain("matches no streams");
    }

    [Fact]
    public async Task An_RTMP_source_that_asks_for_a_password_gets_it_and_nobody_else_sees_it()
    {
        const string Password = "it's:s3cret";
        await using var source = await RtmpSource.StartAsync();
        await using var gate = new AdobeGate(source.Port, "reader", Password);
        await using var publisher = Tool.Publish(source.Port, "live/key");

        await RunAsync(new Uri($"rtmp://127.0.0.1:{gate.Port}/live/key"), "reader", Password);

        await PlaylistAsync(p => p.Segments.Count >= 2);
        gate.Accepted.ShouldBeGreaterThan(0);
        CommandLines().ShouldNotContain("s3cret");
        _log.Text.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_wrong_RTMP_password_is_told_without_telling_it()
    {
        await using var source = await RtmpSource.StartAsync();
        await using var gate = new AdobeGate(source.Port, "reader", "right");
        await using var publisher = Tool.Publish(source.Port, "live/key");

        await RunAsync(new Uri($"rtmp://127.0.0.1:{gate.Port}/live/key"), "reader", "wr0ng-one");

        await HealthAsync(h => !h.Receiving && h.Detail.Contains("Incorrect username/password", StringComparison.Ordinal));
        gate.Refused.ShouldBeGreaterThan(0);
        _log.Text.ShouldContain("Incorrect username/password");
        (_log.Text + _host.Engine.Health("c1")[0].Detail).ShouldNotContain("wr0ng-one");
    }

    [Fact]
    public async Task A_live_HLS_source_behind_a_password_is_on_air_in_its_best_variant_and_comes_back()
    {
        await using var source = await HlsSource.StartAsync();
        source.Encode();
        await RunAsync(source.Url, HlsSource.User, HlsSource.Password);

        await HealthAsync(h => h.Receiving && h.Detail.StartsWith("640x360, ", StringComparison.Ordinal));
        await PlaylistAsync(p => p.Segments.Count >= 2);
        source.Requests.ShouldAllBe(r => !r.EndsWith(" 401", StringComparison.Ordinal));
        CommandLines().ShouldNotContain(HlsSource.Password);

        await source.StopEncodingAsync();
        await HealthAsync(h => !h.Receiving && h.Detail.Contains("404", StringComparison.Ordinal), seconds: 180);
        source.Encode();
        await PlaylistAsync(p => p.Segments[^1].Discontinuity == 1);
        _log.Text.ShouldNotContain(HlsSource.Password);
    }

    [Fact]
    public async Task A_wrong_HLS_password_is_no_input_and_is_told_without_telling_it()
    {
        await using var source = await HlsSource.StartAsync();
        source.Encode();

        await RunAsync(source.Url, HlsSource.User, "wr0ng-one");

        await HealthAsync(h => !h.Receiving && h.Detail.Contains("127.0.0.1 returned 401 Unauthorized", StringComparison.Ordinal));
        _log.Text.ShouldContain("127.0.0.1 returned 401 Unauthorized");
        (_log.Text + _host.Engine.Health("c1")[0].Detail).ShouldNotContain("wr0ng-one");
    }

    [Fact]
    public async Task A_playlist_that_ends_is_played_once_at_its_own_pace()
    {
        await using var source = await HlsSource.StartAsync(protectedByPassword: false);
        source.Encode(seconds: 4, live: false);
        await Eventually.ShouldBeAsync(() => Ended(source), "the recording is complete");
        var clock = Stopwatch.StartNew();

        await RunAsync(source.Url);

        await HealthAsync(h => h.Receiving);
        await HealthAsync(h => !h.Receiving && h.Detail.Contains("the playlist has ended", StringComparison.Ordinal));
        clock.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds(3));
        var played = source.Requests.Count(r => r.StartsWith("/live/v1-0.ts", StringComparison.Ordinal));
        var looked = source.Requests.Count;
        await Eventually.ShouldBeAsync(() => source.Requests.Count > looked + 3, "the ended playlist is looked at again");
        source.Requests.Count(r => r.StartsWith("/live/v1-0.ts", StringComparison.Ordinal)).ShouldBe(played);
    }

    [Theory]
    [InlineData("rtmp")]
    [InlineData("http")]
    public async Task A_source_that_is_not_public_is_refused_and_never_connected_to(string scheme)
    {
        await _host.DisposeAsync();
        await StartAsync();
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;

        await RunAsync(new Uri($"{scheme}://127.0.0.1:{port}/live/key.m3u8"), "reader", "s3cret");

        await HealthAsync(h => !h.Receiving && h.Detail.Contains("127.0.0.1 is loopback", StringComparison.Ordinal));
        _log.Text.ShouldContain("127.0.0.1 is loopback");
        _log.Text.ShouldNotContain("s3cret");
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_playlist_cannot_lead_to_a_host_that_is_not_allowed()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Parse("127.0.0.2"), 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        await using var source = await HlsSource.StartAsync(protectedByPassword: false);
        foreach (var (index, scheme) in ((string[])["http", "https"]).Index())
        {
            source.Write("master.m3u8", $"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n{scheme}://127.0.0.2:{port}/latest/{index}.ts\n");
            await RunAsync(source.Url, channel: $"c{index}");
            await Eventually.ShouldBeAsync(
                () => Detail($"c{index}").Contains("127.0.0.2 is loopback", StringComparison.Ordinal), $"{scheme} is refused, {Detail($"c{index}")}");
        }

        listener.Pending().ShouldBeFalse();
    }

    private static string CommandLines() => string.Join('\n', Directory.GetDirectories("/proc")
        .Select(d => Path.Combine(d, "cmdline")).Where(File.Exists).Select(Read));

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (IOException)
        {
            return ""; // the process has gone
        }
    }

    private static async Task<bool> Ended(HlsSource source)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(source.Url, "v1.m3u8"));
        return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync()).Contains("#EXT-X-ENDLIST", StringComparison.Ordinal);
    }

    private async Task StartAsync(params string[] allowedCidrs) =>
        _host = await EngineHost.StartAsync(_directory, new MemoryStore(), pullAllowedCidrs: allowedCidrs, log: _log);

    private Task RunAsync(Uri url, string user = "", string? password = null, string channel = "c1") => _host.Engine.StartAsync(
        new ChannelPlan(
            channel,
            [new PipelineSource(0, $"i-{channel}", "", "") { Pull = new PullSource(url, user, password) }],
            [new Rendition("360p", 640, 360, 800_000, 96_000, 30, 1, 1)],
            channel == "c1" ? new PackagePlan("p1", [new PackageEndpoint(Token, "index", 1, 60, 3_600)]) : null,
            []),
        default);

    private string Detail(string channel) => _host.Engine.Health(channel)[0].Detail;

    private Task HealthAsync(Func<PipelineHealth, bool> condition, int seconds = 120) => Eventually.ShouldBeAsync(
        () => Task.FromResult(condition(_host.Engine.Health("c1")[0])), () => $"{_host.Engine.Health("c1")[0]}\n{_log.Text}", seconds);

    private async Task<PlayerPlaylist> PlaylistAsync(Func<PlayerPlaylist, bool> condition)
    {
        PlayerPlaylist? playlist = null;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                using var response = await _host.GetAsync($"/out/v1/{Token}/360p/index.m3u8");
                if (!response.IsSuccessStatusCode) return false;
                playlist = PlayerPlaylist.Parse(await response.Content.ReadAsStringAsync());
                return condition(playlist);
            },
            () => $"the playlist gets there: {playlist}; {_host.Engine.Health("c1")[0]}\n{_log.Text}",
            seconds: 45);
        return playlist!;
    }
}
