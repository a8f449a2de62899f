using System.Globalization;
using Onair.Connectors;
using Onair.Tests.Integration.Media;
using Xunit.Abstractions;

namespace Onair.Tests.Integration.ConnectorPod;

/// <summary>Streams as sources, from servers that are not ours.</summary>
[Collection(MeasuredCollection.Name)]
public sealed class StreamTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Passphrase = "srt-passphrase-0815";

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("onair-files-");
    private RecordingIngest _ingest = null!;

    public async Task InitializeAsync() => _ingest = await RecordingIngest.StartAsync();

    public async Task DisposeAsync()
    {
        await _ingest.DisposeAsync();
        await ScratchFolder.DeleteAsync(_files);
    }

    [Fact]
    public async Task An_encrypted_stream_by_SRT_goes_on_air_with_sound_and_picture_together()
    {
        var file = Path.Combine(_files.FullName, "flashes.mp4");
        await FlashingVideo.MakeAsync(file, FlashingVideo.Mp4);
        var port = FreePorts.Take(1)[0];
        await using var camera = new Tool.Publisher(Tool.Start("ffmpeg",
            ["-v", "error", "-re", "-stream_loop", "-1", "-i", file, "-c", "copy", "-f", "mpegts", $"srt://127.0.0.1:{port}?mode=listener&passphrase={Passphrase}"]));
        var source = new PlannedSource { Kind = PlannedSourceKind.Media, Url = $"srt://127.0.0.1:{port}?passphrase={Passphrase}", TimeoutSeconds = 30 };
        await using var connector = await ConnectorProcess.StartAsync(TestPlan.Of(_ingest.Url("key"), source));

        await connector.UntilAsync("20 s are pushed", r => r is { Source: 0, Reason: null } && r.FramesOut > 20 * 30);
        (connector.CommandLines() + connector.Log).ShouldNotContain(Passphrase);

        await connector.TerminateAsync();
        var push = await RecordedPush.ReadAsync(_ingest.Recordings.ShouldHaveSingleItem());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"offset {push.Offset * 1000:F0} ms of {push.Offsets.Count} beeps, longest gap {push.LongestGap:F3} s"));
        push.Flashes.Count.ShouldBeGreaterThan(10);
        push.Offset.ShouldBe(0, 0.040);
    }
}
