using System.Diagnostics;
using System.Globalization;
using System.Net;
using Onair.Connectors;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.ConnectorPod;

/// <summary>A real meeting, which its host ends for all.</summary>
[Collection(MeasuredCollection.Name)]
public sealed class MeetingEndTests(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly EmulatorProcess _emulator = new(new Dictionary<string, string>());
    private RecordingIngest _ingest = null!;

    public async Task InitializeAsync()
    {
        _ingest = await RecordingIngest.StartAsync();
        await _emulator.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _ingest.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task A_meeting_that_ends_is_reported_the_fallback_is_shown_and_the_next_meeting_comes_back()
    {
        var room = $"{_emulator.Url}/meeting?m=townhall";
        var meeting = new PlannedSource
        {
            Kind = PlannedSourceKind.Page,
            Url = $"{room}&broadcast=true&guests=2",
            Selector = "video",
            Playing = true,
            EndsMatter = true,
            TimeoutSeconds = 60,
            FrozenSeconds = 20,
        };
        await using var connector = await ConnectorProcess.StartAsync(
            TestPlan.Of(_ingest.Url("key"), meeting, new PlannedSource { Kind = PlannedSourceKind.ColorBarsWithTone, TimeoutSeconds = 10 }));
        var before = await connector.UntilAsync("the meeting is on air", r => r is { Source: 0, Reason: null, BytesOut: > 0 });
        using var http = new HttpClient();
        var clock = Stopwatch.StartNew();

        (await http.DeleteAsync(new Uri(room))).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var ended = await connector.UntilAsync("the bars are shown", r => r.Source == 1);
        (ended.Reason, ended.Message).ShouldBe(("MeetingEnded", "nothing has played for 6 s: the meeting has ended"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"noticed after {clock.Elapsed.TotalSeconds:F1} s"));
        // It joins again: with its guests, the next meeting begins.
        await connector.UntilAsync("the next meeting is shown", r => r is { Source: 0, Reason: null } && r.Restarts > before.Restarts);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"shown again after {clock.Elapsed.TotalSeconds:F1} s"));
        await connector.TerminateAsync();
        _ingest.Recordings.ShouldHaveSingleItem("all of it in one push");
    }
}
