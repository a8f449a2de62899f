using System.Diagnostics;
using Onair.Emulator.Media;

namespace Onair.Tests.Integration.Media;

/// <summary>A STANDARD channel with two identical pushes, one of which ends.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Key = "live/key-a7x3";
    private const int SegmentSeconds = 2;

    private readonly string _directory = Directory.CreateTempSubdirectory("onair-failover-").FullName;
    private readonly MemoryStore _store = new();
    private readonly SortedDictionary<long, (PlayerPlaylist.Entry Segment, TimeSpan SeenAt)> _seen = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private EngineHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await EngineHost.StartAsync(_directory, _store);
        await _host.Engine.SetIngestAsync(
            [.. Enumerable.Range(0, 2).Select(p => new IngestEndpoint("i1", p, "live", "key-a7x3", ["127.0.0.0/8"]))], default);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_push_that_ends_costs_the_viewer_at_most_two_segments_and_both_recordings_go_on(bool freezes)
    {
        await _host.Engine.StartAsync(Plan(), default);
        await using var active = Tool.Publish(_host.Ports[0], Key);
        await UntilAsync(() => IsActive(0));
        await using var standby = Tool.Publish(_host.Ports[1], Key);
        await UntilAsync(() => _host.Engine.Health("c1")[1].Receiving && _seen.Count >= 3);

        var before = _seen.Count;
        if (freezes) active.Freeze();
        else await active.DisposeAsync();
        await UntilAsync(() => IsActive(1) && _seen.Count >= before + 4);
        await standby.DisposeAsync();
        await UntilAsync(() => _host.Engine.Channels.Single().EncoderProcessId is null);
        await _host.Engine.StopAsync("c1", default);
        await LookAsync();

        _seen.Keys.ShouldBe(Enumerable.Range(0, _seen.Count).Select(n => (long)n));
        foreach (var (earlier, later) in _seen.Values.Zip(_seen.Values.Skip(1)))
        {
            var hole = later.Segment.At - earlier.Segment.At.AddSeconds(earlier.Segment.Duration);
            hole.TotalSeconds.ShouldBeInRange(-0.01, 2 * SegmentSeconds);
            // Somebody at the very edge has played what there was and waits for the next.
            var stall = (later.SeenAt - earlier.SeenAt).TotalSeconds - earlier.Segment.Duration;
            stall.ShouldBeLessThan(2 * SegmentSeconds, $"before segment {later.Segment.Uri}");
        }

        var published = _seen.Values.Sum(s => s.Segment.Duration);
        (await RecordedAsync("a/stage")).ShouldBe(published, 0.1);
        (await RecordedAsync("b/stage")).ShouldBe(published, 0.1);
    }

    private static ChannelPlan Plan() => new(
        "c1",
        [new PipelineSource(0, "i1", "live", "key-a7x3"), new PipelineSource(1, "i1", "live", "key-a7x3")],
        [new Rendition("240p", 426, 240, 400_000, 64_000, 30, 1, SegmentSeconds)],
        new PackagePlan("p1", [new PackageEndpoint(Token, "index", SegmentSeconds, 120, 3_600)]),
        [new ArchivePlan(0, "archive", "a/stage", "", 4), new ArchivePlan(1, "archive", "b/stage", "", 4)]);

    private bool IsActive(int pipeline) => _host.Engine.Health("c1")[pipeline].Detail.Contains("active", StringComparison.Ordinal);

    private Task UntilAsync(Func<bool> condition) => Eventually.ShouldBeAsync(
        async () =>
        {
            await LookAsync();
            return condition();
        },
        () => string.Join(", ", _host.Engine.Health("c1")), seconds: 40);

    private async Task LookAsync()
    {
        using var response = await _host.GetAsync($"/out/v1/{Token}/240p/index.m3u8");
        if (!response.IsSuccessStatusCode) return;
        var playlist = PlayerPlaylist.Parse(await response.Content.ReadAsStringAsync());
        foreach (var (index, segment) in playlist.Segments.Index()) _seen.TryAdd(playlist.Sequence + index, (segment, _clock.Elapsed));
    }

    private async Task<double> RecordedAsync(string prefix)
    {
        var frames = 0;
        foreach (var (_, media) in _store.Objects.Where(o => o.Key.StartsWith(prefix, StringComparison.Ordinal)))
            frames += int.Parse((await Tool.ProbeAsync(media, "-count_packets", "-select_streams", "v", "-show_entries", "stream=nb_read_packets", "-of", "csv=p=0")).Split('\n')[0], null);
        return frames / 30.0;
    }
}
