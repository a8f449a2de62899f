using System.Diagnostics;
using System.Globalization;
using Onair.Connectors;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.ConnectorPod;

/// <summary>A page that was shown fails in a browser that is well.</summary>
[Collection(MeasuredCollection.Name)]
public sealed class PageFailureTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("onair-files-");
    private RecordingIngest _ingest = null!;
    private PageServer _pages = null!;
    private PageServer _elsewhere = null!;

    public async Task InitializeAsync()
    {
        await FlashingVideo.MakeAsync(Path.Combine(_files.FullName, "flashes.webm"), FlashingVideo.WebM);
        _ingest = await RecordingIngest.StartAsync();
        _pages = await PageServer.StartAsync(_files.FullName);
        _elsewhere = await PageServer.StartAsync(_files.FullName);
    }

    public async Task DisposeAsync()
    {
        await _ingest.DisposeAsync();
        await _pages.DisposeAsync();
        await _elsewhere.DisposeAsync();
        await ScratchFolder.DeleteAsync(_files);
    }

    [Fact]
    public async Task A_page_that_freezes_falls_silent_leaves_or_crashes_is_replaced_by_the_fallback_and_comes_back()
    {
        await using var connector = await ConnectorProcess.StartAsync(
            TestPlan.Of(_ingest.Url("key"), Page(), new PlannedSource { Kind = PlannedSourceKind.ColorBarsWithTone, TimeoutSeconds = 10 }));
        await connector.UntilAsync("the page is on air", r => r is { Source: 0, Reason: null, BytesOut: > 0 });
        (string Reason, Action Cause)[] failures =
        [
            ("PictureFrozen", () => _pages.Order = "freeze"),
            ("Silent", () => _pages.Order = "hush"),
            ("PageLeft", () => _pages.Order = "leave"),
            ("PageCrashed", () => Kill(connector, "--type=renderer")),
        ];

        foreach (var (reason, cause) in failures)
        {
            var clock = Stopwatch.StartNew();
            var before = await connector.UntilAsync("a report", _ => true);
            cause();
            var failed = await connector.UntilAsync($"{reason} is reported and the bars are shown", r => r is { Source: 1, Reason: not null });
            failed.Reason.ShouldBe(reason);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reason} after {clock.Elapsed.TotalSeconds:F1} s: {failed.Message}"));
            _pages.Order = "";
            await connector.UntilAsync("the page is back", r => r is { Source: 0, Reason: null } && r.Restarts > before.Restarts);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"back after {clock.Elapsed.TotalSeconds:F1} s"));
        }

        await connector.TerminateAsync();
        _ingest.Recordings.ShouldHaveSingleItem("all of it in one push");
    }

    [Fact]
    public async Task A_page_is_drawn_as_often_as_it_is_captured()
    {
        await using var connector = await ConnectorProcess.StartAsync(TestPlan.Of(_ingest.Url("key"), Page()));
        await connector.UntilAsync("the page is shown for 15 s", r => r is { Source: 0, Reason: null } && r.FramesOut > 15 * 30);

        var drawn = _pages.Drawn.ToArray();
        var rates = drawn.SelectMany(a => drawn.Where(b => b.At - a.At is > 1_000 and < 2_000).Select(b => (b.Frames - a.Frames) * 1_000 / (b.At - a.At))).Order().ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"drawn per second, {rates.Count} times: median {rates[rates.Count / 2]:F1}, most {rates[^1]:F1}"));
        // A busy machine draws less. It makes up for a late frame, but not for many.
        rates[rates.Count / 2].ShouldBeInRange(5, 31);
    }

    private static void Kill(ConnectorProcess connector, string word)
    {
        foreach (var id in connector.Children(word)) Signals.Send(id, Signals.Kill);
    }

    private PlannedSource Page() => new()
    {
        Kind = PlannedSourceKind.Page,
        Url = _pages.Url($"page.html?ready&orders&media=files/flashes.webm&elsewhere={Uri.EscapeDataString(_elsewhere.Url("page.html"))}"),
        Selector = "#ready",
        Playing = true,
        TimeoutSeconds = 60,
        FrozenSeconds = 5,
        SilentSeconds = 5,
    };
}
