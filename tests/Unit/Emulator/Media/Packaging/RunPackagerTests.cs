using Microsoft.Extensions.Logging.Abstractions;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Encryption;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.Media.Ts;

namespace Onair.Tests.Unit.Emulator.Media.Packaging;

/// <summary>A key frame each second, two renditions that come in one behind the other.</summary>
public sealed class RunPackagerTests : IDisposable
{
    private static readonly Rendition[] Ladder = [new("high", 4, 4, 1, 1, 25, 1, 1), new("low", 2, 2, 1, 1, 25, 1, 1)];

    private readonly string _directory = Directory.CreateTempSubdirectory("onair-packager-").FullName;
    private readonly EndpointStore _store;
    private readonly RunClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), TimeSpan.Zero);
    private readonly SpekeClient _speke = new(new MediaOptions([1, 2], ""));

    public RunPackagerTests() => _store = new EndpointStore(Path.Combine(_directory, "t"));

    public void Dispose()
    {
        _store.Dispose();
        _speke.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task A_segment_length_changes_at_the_same_frame_in_all_renditions()
    {
        var packager = Packager(seconds: 1);
        var (high, low) = (new TsSegmenter(packager.Sink(0)), new TsSegmenter(packager.Sink(1)));
        Write(high, from: 0, seconds: 3);
        packager.Change(Endpoint(seconds: 2));
        Write(high, from: 3, seconds: 4);
        Write(low, from: 0, seconds: 7);
        await EndAsync(packager, high, low);

        // The third segment was begun before the change, by the rendition that is ahead.
        _store.Live().Select(s => s.Duration.TotalSeconds).ShouldBe([1, 1, 1, 2, 2]);
        _store.State!.Endpoint.SegmentSeconds.ShouldBe(2);
        foreach (var segment in _store.Live())
            Frames("high", segment.Sequence).ShouldBe(Frames("low", segment.Sequence));
    }

    [Fact]
    public async Task An_endpoint_that_joins_a_run_begins_at_the_same_frame_in_all_renditions()
    {
        _clock.Begin(0);
        var packager = Packager(seconds: 2, joins: true);
        var (high, low) = (new TsSegmenter(packager.Sink(0)), new TsSegmenter(packager.Sink(1)));
        Write(high, from: 10, seconds: 5);
        Write(low, from: 12, seconds: 7);
        Write(high, from: 15, seconds: 4);
        await EndAsync(packager, high, low);

        // The first was at 14 s when the second came.
        _store.Live().Select(s => s.Duration.TotalSeconds).ShouldBe([2, 2]);
        _store.Live()[0].Start.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_800_000_015));
        foreach (var segment in _store.Live())
            Frames("high", segment.Sequence).ShouldBe(Frames("low", segment.Sequence));
    }

    [Fact]
    public async Task An_endpoint_that_left_makes_no_files_any_more()
    {
        var packager = Packager(seconds: 1);
        var (high, low) = (new TsSegmenter(packager.Sink(0)), new TsSegmenter(packager.Sink(1)));
        Write(high, from: 0, seconds: 3);
        packager.Leave();
        Directory.Delete(Path.Combine(_directory, "t"), recursive: true);
        Write(high, from: 3, seconds: 2);
        Write(low, from: 0, seconds: 5);
        await EndAsync(packager, high, low);

        Directory.Exists(Path.Combine(_directory, "t")).ShouldBeFalse();
    }

    private static PackageEndpoint Endpoint(int seconds) => new("t", "index", seconds, 60, 60);

    private static void Write(TsSegmenter segmenter, int from, int seconds)
    {
        foreach (var packet in TsBuilder.Stream(from * 90_000L, 25 * seconds).Chunk(188)) segmenter.Write(packet);
    }

    private static async Task EndAsync(RunPackager packager, params TsSegmenter[] renditions)
    {
        foreach (var rendition in renditions) rendition.Complete();
        await packager.CompleteAsync();
    }

    private RunPackager Packager(int seconds, bool joins = false)
    {
        var keys = new ContentKeyCache(_speke, TimeProvider.System, NullLogger<KeyRing>.Instance);
        var publisher = new SegmentPublisher(_store, Ladder, _clock, keys, NullLogger.Instance);
        return new RunPackager(_store, publisher, Endpoint(seconds), Ladder, joins);
    }

    private List<long> Frames(string rendition, long sequence) => TsBuilder.VideoTimes(File.ReadAllBytes(_store.SegmentPath(rendition, sequence)));
}
