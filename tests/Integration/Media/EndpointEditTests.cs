using Onair.Emulator.Media;

namespace Onair.Tests.Integration.Media;

/// <summary>Origin endpoints that are edited while their channel is on air.</summary>
public sealed class EndpointEditTests : IAsyncLifetime
{
    private const string First = "0123456789abcdef0123456789abcdef";
    private const string Second = "fedcba9876543210fedcba9876543210";
    private const string Key = "live/key-a7x3";

    private readonly string _directory = Directory.CreateTempSubdirectory("onair-edit-").FullName;
    private EngineHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await EngineHost.StartAsync(_directory, new MemoryStore());
        await _host.Engine.SetIngestAsync([new IngestEndpoint("i1", 0, "live", "key-a7x3", ["127.0.0.0/8"])], default);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task An_edit_takes_effect_at_the_next_segment_without_a_break()
    {
        await _host.Engine.StartAsync(Plan(Endpoint(First, seconds: 1, window: 4)), default);
        await using var publisher = Tool.Publish(_host.Ports[0], Key);
        await PlaylistAsync(First, "360p", p => p.Sequence + p.Segments.Count >= 3);
        var encoder = _host.Engine.Channels.Single().EncoderProcessId;

        _host.Engine.UpdatePackage(new PackagePlan("p1", [Endpoint(First, seconds: 3, window: 60)]));

        var after = await PlaylistAsync(First, "360p", p => p.Segments.Count(s => s.Duration > 2) >= 2);
        after.Sequence.ShouldBe(0, "the wider window lists what is there");
        after.Segments.Select(s => Math.Round(s.Duration, 2)).Distinct().ShouldBe([1, 3]);
        after.Segments.ShouldAllBe(s => s.Discontinuity == 0);
        after.Segments.Zip(after.Segments.Skip(1)).ShouldAllBe(s => Math.Abs((s.Second.At - s.First.At).TotalSeconds - s.First.Duration) < 0.01);
        var low = await PlaylistAsync(First, "240p", p => p.Segments.Count >= after.Segments.Count);
        low.Segments.Take(after.Segments.Count).Select(s => s.Duration).ShouldBe(after.Segments.Select(s => s.Duration));
        _host.Engine.Channels.Single().EncoderProcessId.ShouldBe(encoder, "nobody restarted anything");
    }

    [Fact]
    public async Task An_endpoint_comes_and_goes_while_the_channel_is_on_air()
    {
        await _host.Engine.StartAsync(Plan(Endpoint(First)), default);
        await using var publisher = Tool.Publish(_host.Ports[0], Key);
        await PlaylistAsync(First, "360p", p => p.Segments.Count >= 2);

        _host.Engine.UpdatePackage(new PackagePlan("p1", [Endpoint(First), Endpoint(Second)]));

        var joined = await PlaylistAsync(Second, "360p", p => p.Segments.Count >= 3);
        var known = await PlaylistAsync(First, "360p", p => p.Segments[^1].At >= joined.Segments[^1].At);
        foreach (var segment in joined.Segments)
        {
            // The same frames at the same time as the other endpoint has them, in both renditions.
            var twin = known.Segments.Single(s => Math.Abs((s.At - segment.At).TotalSeconds) < 0.01);
            foreach (var rendition in (string[])["360p", "240p"])
                (await _host.GetBytesAsync($"/out/v1/{Second}/{rendition}/{segment.Uri}")).ShouldBe(await _host.GetBytesAsync($"/out/v1/{First}/{rendition}/{twin.Uri}"));
        }

        _host.Engine.UpdatePackage(new PackagePlan("p1", [Endpoint(Second)]));
        await _host.Engine.RemovePackageEndpointAsync(First, default);
        await PlaylistAsync(Second, "360p", p => p.Segments.Count >= joined.Segments.Count + 3 && p.Segments[^1].Discontinuity == 0);
        (await _host.GetAsync($"/out/v1/{First}/index.m3u8")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        Directory.Exists(Path.Combine(_directory, "packages", First)).ShouldBeFalse();
    }

    private static PackageEndpoint Endpoint(string token, int seconds = 1, int window = 60) => new(token, "index", seconds, window, 3_600);

    private static ChannelPlan Plan(params PackageEndpoint[] endpoints) => new(
        "c1",
        [new PipelineSource(0, "i1", "live", "key-a7x3")],
        [new Rendition("360p", 640, 360, 800_000, 96_000, 30, 1, 1), new Rendition("240p", 426, 240, 400_000, 64_000, 30, 1, 1)],
        new PackagePlan("p1", endpoints),
        []);

    private async Task<PlayerPlaylist> PlaylistAsync(string token, string rendition, Func<PlayerPlaylist, bool> condition)
    {
        PlayerPlaylist? playlist = null;
        await Eventually.ShouldBeAsync(
            async () =>
            {
                using var response = await _host.GetAsync($"/out/v1/{token}/{rendition}/index.m3u8");
                if (!response.IsSuccessStatusCode) return false;
                playlist = PlayerPlaylist.Parse(await response.Content.ReadAsStringAsync());
                return condition(playlist);
            },
            () => $"the playlist gets there: {playlist}; {string.Join(", ", _host.Engine.Health("c1"))}");
        return playlist!;
    }
}
