using System.Diagnostics;
using System.Text.Json.Nodes;
using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Cluster;
using Onair.Tests.E2E.Tools;
using Xunit.Abstractions;

namespace Onair.Tests.E2E.Events;

/// <summary>Two pushes into two pipelines, one of which dies.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class RedundancyTests(Environment environment, ITestOutputHelper output) : IDisposable
{
    private const int ArchiveSegmentSeconds = 10;
    private const double TwoSegments = 2 * Show.SegmentSeconds;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    [Fact]
    public async Task A_push_that_dies_is_not_missed_by_viewers_nor_in_either_recording()
    {
        await using var stream = await TestStream.ApplyAsync(
            environment.Kubectl, Show.Spec(other: ("input", new JsonObject { ["redundancy"] = "Standard" })));
        var urls = await stream.PushUrlsAsync();
        (await stream.StatusAsync()).Ingest!.Endpoints.Distinct().Count().ShouldBe(2);
        await using var active = Publisher.Start(urls[0], Show.Size, Show.FrameRate);
        await using var edge = await PlaylistWatch.StartAsync(_http, await stream.OriginAsync());
        await using var standby = Publisher.Start(urls[1], Show.Size, Show.FrameRate);
        await PipelinesAsync(stream, "active", "standby");
        await using var viewer = await Viewer.OpenAsync(await stream.OriginAsync());
        await viewer.WatchAsync(1, Show.Soon);

        var lost = await TimeLostAsync(viewer, async () =>
        {
            await active.KillAsync();
            await PipelinesAsync(stream, "", "active");
            await edge.AdvanceAsync(5);
        });

        output.WriteLine($"hole {edge.LongestHole:0.000} s, wait at the edge {edge.LongestWait:0.000} s, lost in the browser {lost.TotalSeconds:0.000} s");
        edge.LongestHole.ShouldBeInRange(-0.05, 0.05);
        edge.LongestWait.ShouldBeLessThan(TwoSegments);
        lost.TotalSeconds.ShouldBeLessThan(TwoSegments);
        edge.ShouldBeUnbroken();
        standby.IsRunning.ShouldBeTrue(standby.Log);
        await standby.StopAsync();
        await Both_recordings_have_all_that_was_on_air(stream, edge);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>By how much the player fell behind the clock while something was done; no stall was longer.</summary>
    private static async Task<TimeSpan> TimeLostAsync(Viewer viewer, Func<Task> something)
    {
        var (before, clock) = (await viewer.LookAsync(), Stopwatch.StartNew());
        await something();
        var (took, after) = (clock.Elapsed, await viewer.LookAsync());
        after.Errors.ShouldBeEmpty();
        after.DifferenceTo(before).ShouldBeGreaterThan(Viewing.MovingPicture);
        return took - TimeSpan.FromSeconds(after.Time - before.Time);
    }

    /// <summary>Waits until the emulator's page says so of the channel's pipelines.</summary>
    private async Task PipelinesAsync(TestStream stream, params string[] roles)
    {
        var (id, page) = ((await stream.StatusAsync()).Resources.ChannelId, new Uri(await stream.OriginAsync(), "/admin/state.json"));
        await Eventually.GetAsync(
            $"the pipelines being {string.Join(", ", roles)}",
            async () => JsonNode.Parse(await _http.GetStringAsync(page))!["channels"]!.AsArray().Single(it => (string?)it!["id"] == id)!["pipelines"]!.AsArray(),
            them => them.Count == roles.Length && roles.Zip(them).All(it =>
                (bool)it.Second!["receiving"]! == it.First.Length > 0 && ((string)it.Second["detail"]!).Contains(it.First, StringComparison.Ordinal)),
            Show.Soon);
    }

    private async Task Both_recordings_have_all_that_was_on_air(TestStream stream, PlaylistWatch edge)
    {
        await stream.PatchSpecAsync("""{"state": "Stopped"}""");
        var status = await Eventually.GetAsync(
            "the end of the session", stream.StatusAsync, it => it is { CurrentSessionId: null, Sessions: [{ StoppedAt: not null }] }, Show.InAWhile);
        var onAir = edge.Segments.Sum(it => it.Duration);

        foreach (var pipeline in (string[])["a", "b"])
        {
            var segments = await Archive.ProbeAsync(environment.Account.S3, $"{status.Sessions[0].ArchivePath}/{pipeline}");
            var recorded = segments.Sum(it => it.Duration.TotalSeconds);
            output.WriteLine($"recording {pipeline}: {segments.Count} segments, {recorded:0.0} s of {onAir:0.0} s on air");
            segments.ShouldAllBe(it => it.VideoCodec == "h264" && it.Width == Show.Width && it.Height == Show.Height);
            recorded.ShouldBe(onAir, ArchiveSegmentSeconds);
        }
    }
}
