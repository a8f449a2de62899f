using System.Diagnostics;
using System.Globalization;
using Onair.Connectors;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.ConnectorPod;

/// <summary>The real program with a real browser, display and sound server, pushing to a real RTMP server.</summary>
[Collection(MeasuredCollection.Name)]
public sealed class ConnectorTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Key = "push-key-4711";
    private const string Secret = "page-secret-0815";

    // A soak: ONAIR_SOAK_MINUTES=20 ./dev test integration -- --filter FullyQualifiedName~A_page_goes_on_air
    private static readonly int SoakSeconds =
        int.TryParse(Environment.GetEnvironmentVariable("ONAIR_SOAK_MINUTES"), CultureInfo.InvariantCulture, out var minutes) ? minutes * 60 : 20;

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("onair-files-");
    private RecordingIngest _ingest = null!;
    private PageServer _pages = null!;

    public async Task InitializeAsync()
    {
        _ingest = await RecordingIngest.StartAsync();
        _pages = await PageServer.StartAsync(_files.FullName);
    }

    public async Task DisposeAsync()
    {
        await _ingest.DisposeAsync();
        await _pages.DisposeAsync();
        await ScratchFolder.DeleteAsync(_files);
    }

    [Theory]
    [InlineData(640, 360)]
    [InlineData(1280, 720)]
    public async Task A_page_goes_on_air_with_sound_and_picture_together(int width, int height)
    {
        await FlashingVideo.MakeAsync(Path.Combine(_files.FullName, "flashes.webm"), FlashingVideo.WebM);
        await using var connector = await ConnectorProcess.StartAsync(Plan(Page("&media=files/flashes.webm")) with { Width = width, Height = height });
        var report = await connector.UntilAsync("bytes flow", r => r.Stages.Any(s => s.Name == ConnectorStages.Flow));

        report.Stages.Select(s => s.Name).ShouldBe([ConnectorStages.Display, ConnectorStages.Sound, ConnectorStages.Page, ConnectorStages.Picture, ConnectorStages.Push, ConnectorStages.Flow]);
        output.WriteLine(string.Join(", ", report.Stages.Select(s => Line($"{s.Name} {(s.At - report.StartedAt).TotalSeconds:F1} s"))));
        var (began, cpu, memory, frames) = (Stopwatch.StartNew(), Cpu(connector), ProcessTree.ResidentMegabytes(connector.Id), (await connector.UntilAsync("a report", _ => true)).FramesOut);
        var last = await connector.UntilAsync("the time is over", r => r.FramesOut >= frames + (SoakSeconds * 30), SoakSeconds + 120);
        var (share, memoryLast) = ((last.FramesOut - frames) / (began.Elapsed.TotalSeconds * 30), ProcessTree.ResidentMegabytes(connector.Id));
        output.WriteLine(Line($"{share:P2} of the frames in {began.Elapsed.TotalSeconds:F0} s, memory {memory:F0} MB, then {memoryLast:F0} MB"));
        var shares = Cpu(connector).Select(c => (c.Name, Share: (c.Seconds - cpu.FirstOrDefault(b => b.Id == c.Id).Seconds) / began.Elapsed.TotalSeconds)).ToList();
        output.WriteLine(Line($"of a core: {shares.Sum(s => s.Share):P0}: {string.Join(", ", shares.Where(s => s.Share > 0.005).Select(s => Line($"{s.Name} {s.Share:P0}")))}"));
        NothingSecretIsVisible(connector);

        report = (await connector.ReportAsync())!;
        var end = await connector.TerminateAsync();
        output.WriteLine(Line($"ended after {end.TotalSeconds:F1} s"));
        // Under 5 s on a machine that has time for it.
        end.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        connector.ExitCode.ShouldBe(0);
        connector.Log.ShouldNotContain(Secret);
        var push = await RecordedPush.ReadAsync(_ingest.Recordings.ShouldHaveSingleItem());
        output.WriteLine(Line($"delay {report.AudioDelaySeconds:F3} s, offset {push.Offset * 1000:F0} ms of {push.Offsets.Count} beeps ({push.Offsets.DefaultIfEmpty().Min() * 1000:F0} to {push.Offsets.DefaultIfEmpty().Max() * 1000:F0}), drift {push.Drift * 1000:F0} ms, longest gap {push.LongestGap:F3} s, in {report.FramesIn}, out {report.FramesOut}, repeated {report.FramesRepeated}, dropped {report.FramesDropped}"));
        if (SoakSeconds >= 60)
        {
            Figures.Add("soak", $"{width}x{height}", new()
            {
                ["minutes"] = SoakSeconds / 60.0,
                ["firstMinute"] = push.FirstMinute,
                ["lastMinute"] = push.LastMinute,
                ["drift"] = push.Drift,
                ["framesOut"] = share,
                ["gap"] = push.LongestGap,
                ["processor"] = shares.Sum(s => s.Share),
                ["memoryFirst"] = memory,
                ["memoryLast"] = memoryLast,
            });
        }

        report.AudioDelaySeconds.ShouldNotBeNull();
        push.LongestGap.ShouldBeLessThan(0.5);
        push.Samples.ShouldBe(push.Frames[^1] - push.Frames[0], 0.3);
        push.Offset.ShouldBe(0, 0.040);
        // A third of 20 s is seven beeps, whose flashes are at whole frames of 33 ms: too few to tell a drift from a slow frame.
        if (SoakSeconds >= 300) new[] { push.Drift, push.FirstMinute, push.LastMinute }.ShouldAllBe(offset => Math.Abs(offset) < 0.040);
    }

    [Fact]
    public async Task Each_part_that_dies_is_started_again_and_the_push_goes_on()
    {
        await using var connector = await ConnectorProcess.StartAsync(Plan(Page(), new PlannedSource { Kind = PlannedSourceKind.ColorBars, TimeoutSeconds = 10 }));
        await connector.UntilAsync("the page is on air", r => r is { Source: 0, Reason: null } && r.Pushing.All(p => p) && r.BytesOut > 0);
        (string Part, string[] Words, bool SourceGoes)[] parts =
        [
            ("renderer", ["--type=renderer"], true), ("browser", ["chromium/chromium", "--kiosk"], true), ("display", ["Xvfb"], true), ("sound server", ["pulseaudio"], true),
            ("screen capture", ["x11grab"], false), ("sound capture", ["-f pulse"], false), ("encoder", ["libx264"], false),
        ];

        foreach (var (part, words, sourceGoes) in parts)
        {
            var before = await connector.UntilAsync("a report", _ => true);
            var clock = Stopwatch.StartNew();
            var killed = connector.Children(words);
            killed.ShouldNotBeEmpty(part);
            foreach (var id in killed) Signals.Send(id, Signals.Kill);
            var seen = await connector.UntilAsync($"{part} is noticed", r => r.Restarts > before.Restarts || r.Reason is not null);
            if (sourceGoes) seen.Reason.ShouldNotBeNull(part);
            await connector.UntilAsync($"{part} is back", r => r is { Source: 0, Reason: null } && r.Restarts > before.Restarts && r.FramesOut > seen.FramesOut + 30);
            output.WriteLine(Line($"{part}: {seen.Reason ?? "started again"}, page back after {clock.Elapsed.TotalSeconds:F1} s"));
        }

        await connector.TerminateAsync();
        connector.Children().ShouldBeEmpty();
        var push = await RecordedPush.ReadAsync(_ingest.Recordings.ShouldHaveSingleItem());
        output.WriteLine(Line($"one push of {push.Frames[^1]:F0} s, longest gap {push.LongestGap:F2} s"));
        push.LongestGap.ShouldBeLessThan(6);
    }

    [Fact]
    public async Task While_a_source_fails_the_fallback_is_shown_and_the_report_says_why()
    {
        var refused = Page() with { Url = "http://169.254.169.254/latest/meta-data/" + Secret };
        await using var connector = await ConnectorProcess.StartAsync(Plan(refused, new PlannedSource { Kind = PlannedSourceKind.ColorBarsWithTone, TimeoutSeconds = 10 }));

        var report = await connector.UntilAsync("the bars are on air", r => r.Source == 1 && r.BytesOut > 0);

        report.Reason.ShouldBe("AddressRefused");
        report.Message.ShouldBe("the address is refused: 169.254.169.254 is link-local, where clouds keep their metadata (RFC 3927)");
        NothingSecretIsVisible(connector);
    }

    [Fact]
    public async Task A_target_that_goes_away_is_pushed_to_again()
    {
        await using var connector = await ConnectorProcess.StartAsync(Plan(new PlannedSource { Kind = PlannedSourceKind.ColorBars, TimeoutSeconds = 10 }));
        await connector.UntilAsync("the bars are on air", r => r.BytesOut > 0);
        // The server makes the file when it has seen both sound and picture.
        await Eventually.ShouldBeAsync(() => _ingest.Recordings.Count == 1, "the first recording", 30);

        await _ingest.KillAsync();
        var report = await connector.UntilAsync("the loss is noticed", r => r.Pushing is [false]);
        report.PushMessage.ShouldNotBeNull().ShouldNotContain(Key);
        await _ingest.RunAsync();
        await connector.UntilAsync("it is pushed to again", r => r.Pushing is [true] && r.BytesOut > report.BytesOut);

        await Eventually.ShouldBeAsync(() => _ingest.Recordings.Count == 2, "the second recording", 30);
        connector.Log.ShouldNotContain(Key);
    }

    [Fact]
    public async Task A_file_is_played_in_a_loop_with_sound_and_picture_together()
    {
        await FlashingVideo.MakeAsync(Path.Combine(_files.FullName, "filler.mp4"), FlashingVideo.Mp4);
        var file = new PlannedSource { Kind = PlannedSourceKind.Media, Url = _pages.Url($"files/filler.mp4?key={Secret}"), TimeoutSeconds = 30 };
        await using var connector = await ConnectorProcess.StartAsync(Plan(file));
        await connector.UntilAsync("two loops are pushed", r => r.FramesOut > 25 * 30);
        NothingSecretIsVisible(connector);

        await connector.TerminateAsync();
        var push = await RecordedPush.ReadAsync(_ingest.Recordings.ShouldHaveSingleItem());
        output.WriteLine(Line($"offset {push.Offset * 1000:F0} ms of {push.Offsets.Count} beeps, longest gap {push.LongestGap:F3} s"));
        push.Offset.ShouldBe(0, 0.040);
        push.Flashes.Count.ShouldBeGreaterThan(15);
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static List<(int Id, string Name, double Seconds)> Cpu(ConnectorProcess connector) =>
        [.. ProcessTree.Children(connector.Id).Prepend(connector.Id).Select(id => (id, Name(ProcessTree.CommandLine(id)), ProcessTree.CpuSeconds(id)))];

    private static string Name(string line) =>
        line.Contains("--type=", StringComparison.Ordinal) ? $"chromium {line.Split("--type=")[1].Split(' ')[0]}"
        : line.Contains("x11grab", StringComparison.Ordinal) ? "screen capture" : line.Contains("libx264", StringComparison.Ordinal) ? "encoder"
        : line.Contains("-f pulse", StringComparison.Ordinal) ? "sound capture" : Path.GetFileName(line.Split(' ')[0]);

    private static void NothingSecretIsVisible(ConnectorProcess connector)
    {
        var visible = connector.CommandLines() + connector.Log;
        visible.ShouldNotContain(Key);
        visible.ShouldNotContain(Secret);
    }

    private ConnectorPlan Plan(params PlannedSource[] sources) => TestPlan.Of(_ingest.Url(Key), sources);

    private PlannedSource Page(string query = "") => new()
    {
        Kind = PlannedSourceKind.Page,
        Url = _pages.Url($"page.html?ready&token={Secret}{query}"),
        Selector = "#ready",
        Text = "ready",
        TimeoutSeconds = 60,
        FrozenSeconds = 20,
    };
}
