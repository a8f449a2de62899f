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
    private const string Password = "rtsp-password-4711";

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

        await GoesOnAirAsync(connector, Passphrase);
    }

    [Fact]
    public async Task A_camera_that_asks_for_a_password_goes_on_air_by_RTSP_with_sound_and_picture_together()
    {
        var file = Path.Combine(_files.FullName, "flashes.mp4");
        await FlashingVideo.MakeAsync(file, FlashingVideo.Mp4, loops: 12);
        var port = FreePorts.Take(1)[0];
        await using var camera = await CameraAsync(file, port, Password);
        await using var connector = await ConnectorProcess.StartAsync(TestPlan.Of(_ingest.Url("key"), Camera(port)));

        await GoesOnAirAsync(connector, Password);
    }

    [Fact]
    public async Task A_camera_that_refuses_the_password_is_reported_without_it()
    {
        var file = Path.Combine(_files.FullName, "flashes.mp4");
        await FlashingVideo.MakeAsync(file, FlashingVideo.Mp4);
        var port = FreePorts.Take(1)[0];
        await using var camera = await CameraAsync(file, port, "another");
        await using var connector = await ConnectorProcess.StartAsync(
            TestPlan.Of(_ingest.Url("key"), Camera(port), new PlannedSource { Kind = PlannedSourceKind.ColorBars, TimeoutSeconds = 10 }));

        var report = await connector.UntilAsync("the bars are shown", r => r.Source == 1);

        report.Reason.ShouldBe("MediaFailed");
        report.Message.ShouldNotBeNull().ShouldContain("401 Unauthorized");
        (report.Message + connector.CommandLines() + connector.Log).ShouldNotContain(Password);
    }

    private static PlannedSource Camera(int port) => new()
    {
        Kind = PlannedSourceKind.Media,
        Url = string.Create(CultureInfo.InvariantCulture, $"rtsp://viewer:{Password}@127.0.0.1:{port}/stream"),
        TimeoutSeconds = 30,
    };

    /// <summary>Starts GStreamer's RTSP server; it listens.</summary>
    private static async Task<Tool.Publisher> CameraAsync(string file, int port, string password)
    {
        var script = Path.Combine(Checkout.Root, "tests", "Integration", "ConnectorPod", "rtsp_server.py");
        var server = Tool.Start("/usr/bin/python3", [script, file, port.ToString(CultureInfo.InvariantCulture), "viewer", password]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        (await server.StandardOutput.ReadLineAsync(limit.Token)).ShouldBe("listening");
        return new(server);
    }

    /// <summary>20 s reach the ingest, and nobody sees the secret.</summary>
    private async Task GoesOnAirAsync(ConnectorProcess connector, string secret)
    {
        await connector.UntilAsync("20 s are pushed", r => r is { Source: 0, Reason: null } && r.FramesOut > 20 * 30);
        (connector.CommandLines() + connector.Log).ShouldNotContain(secret);

        await connector.TerminateAsync();
        var push = await RecordedPush.ReadAsync(_ingest.Recordings.ShouldHaveSingleItem());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"offset {push.Offset * 1000:F0} ms of {push.Offsets.Count} beeps, longest gap {push.LongestGap:F3} s"));
        push.Flashes.Count.ShouldBeGreaterThan(10);
        push.Offset.ShouldBe(0, 0.040);
    }
}
