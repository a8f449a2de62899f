using System.Collections.Immutable;
using Onair.Emulator.Media;

namespace Onair.Tests.Integration.Media;

/// <summary>A pipeline that fails is restarted, and counts its archive segments from 0 again.</summary>
public sealed class PipelineRestartTests : IAsyncLifetime
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const string Key = "live/key-a7x3";

    private readonly string _directory = Directory.CreateTempSubdirectory("onair-restart-").FullName;
    private readonly MemoryStore _store = new();
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
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_segment_from_before_the_restart_is_kept_and_the_recording_goes_on_from_0(int pipelines)
    {
        await _host.Engine.StartAsync(Plan(pipelines, "_1"), default);
        await using var publisher = Tool.Publish(_host.Ports[0], Key);
        await UntilAsync(() => Names("a/stage_1").Count >= 2);

        await _host.Engine.FailAsync("c1", 0, default);
        var before = _store.Objects.Where(o => o.Key.StartsWith("a/", StringComparison.Ordinal)).ToImmutableDictionary();
        var other = Names("b/").Count;
        await _host.Engine.StartAsync(Plan(pipelines, "_2"), default);
        await UntilAsync(() => Names("a/stage_2").Count >= 2 && Names("b/").Count >= (pipelines - 1) * (other + 2));
        await _host.Engine.StopAsync("c1", default);

        foreach (var (key, media) in before) _store.Objects[key].SequenceEqual(media).ShouldBeTrue(key);
        Names("a/stage_1").SequenceEqual(before.Keys.Order(StringComparer.Ordinal)).ShouldBeTrue("nothing was added under the old names");
        Names("a/stage_2").ShouldBe(Enumerable.Range(0, Names("a/stage_2").Count).Select(i => $"a/stage_2.{i:000000}.ts"));
        Names("b/").ShouldBe(Enumerable.Range(0, Names("b/").Count).Select(i => $"b/stage_1.{i:000000}.ts"), "the other pipeline does not notice");
    }

    private static ChannelPlan Plan(int pipelines, string modifier) => new(
        "c1",
        [.. Enumerable.Range(0, pipelines).Select(p => new PipelineSource(p, "i1", "live", "key-a7x3"))],
        [new Rendition("240p", 426, 240, 400_000, 64_000, 30, 1, 1)],
        new PackagePlan("p1", [new PackageEndpoint(Token, "index", 1, 120, 3_600)]),
        [.. new ArchivePlan[] { new(0, "archive", "a/stage", modifier, 2), new(1, "archive", "b/stage", modifier, 2) }.Take(pipelines)]);

    private IReadOnlyList<string> Names(string prefix) =>
        [.. _store.Objects.Keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private Task UntilAsync(Func<bool> condition) => Eventually.ShouldBeAsync(
        () => Task.FromResult(condition()), () => string.Join(", ", _store.Objects.Keys), seconds: 60);
}
