using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Hls;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Instruments;

/// <summary>What the other tests measure with must be able to say no. Needs ffmpeg and Chromium, but no cluster.</summary>
public sealed class InstrumentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task The_viewer_sees_a_moving_picture_move()
    {
        await using var video = await LocalHls.MakeAsync("testsrc2=size=640x360:rate=30", seconds: 8);
        await using var viewer = await Viewer.OpenAsync(video.Master);

        var (first, last) = await viewer.WatchAsync(3, Patience);

        last.DifferenceTo(first).ShouldBeGreaterThan(Viewing.MovingPicture);
        (last.Width, last.Height).ShouldBe((640, 360));
        last.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_viewer_sees_a_still_picture_stand_still()
    {
        await using var video = await LocalHls.MakeAsync("smptebars=size=640x360:rate=30", seconds: 8);
        await using var viewer = await Viewer.OpenAsync(video.Master);

        var (first, last) = await viewer.WatchAsync(3, Patience);

        last.DifferenceTo(first).ShouldBeLessThan(Viewing.MovingPicture);
    }

    [Fact]
    public async Task The_viewer_tells_of_a_stream_that_does_not_play()
    {
        await using var video = await LocalHls.MakeAsync("testsrc2=size=640x360:rate=30", seconds: 2);
        File.Delete(Path.Combine(video.Folder, "media.m3u8"));
        await using var viewer = await Viewer.OpenAsync(video.Master);

        var seen = await Eventually.GetAsync("an error", viewer.LookAsync, glance => glance.Errors.Count > 0, Patience);

        seen.Errors.ShouldContain("networkError levelLoadError");
    }

    [Fact]
    public async Task The_probe_tells_codec_size_frame_rate_and_duration()
    {
        await using var video = await LocalHls.MakeAsync("testsrc2=size=426x240:rate=25", seconds: 4);
        using var http = new HttpClient();

        // ffmpeg leaves the frame rate out.
        var master = await http.GetStringAsync(video.Master);
        Should.Throw<FormatException>(() => MasterPlaylist.Parse(master, video.Master)).Message.ShouldStartWith("FRAME-RATE is missing");
        var complete = master.Replace("CODECS=", "FRAME-RATE=25.000,CODECS=", StringComparison.Ordinal);
        var variant = MasterPlaylist.Parse(complete, video.Master).ShouldHaveSingleItem();
        var segments = MediaPlaylist.Parse(await http.GetStringAsync(variant.Url), variant.Url);
        var file = Path.Combine(video.Folder, segments[0].Url.Segments[^1]);
        var probed = await MediaFile.ProbeAsync(file);

        (variant.Width, variant.Height).ShouldBe((426, 240));
        variant.Codecs.ShouldContain(codec => codec.StartsWith("avc1.", StringComparison.Ordinal));
        (probed with { Duration = default }).ShouldBe(new MediaFile("h264", 426, 240, 25, "aac", default));
        probed.Duration.ShouldBe(segments[0].Duration, TimeSpan.FromSeconds(0.1));
        (await MediaFile.DecodeAsync(file)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_decoder_complains_of_a_damaged_segment()
    {
        await using var video = await LocalHls.MakeAsync("testsrc2=size=426x240:rate=25", seconds: 2);
        var file = Directory.GetFiles(video.Folder, "*.ts")[0];
        var bytes = await File.ReadAllBytesAsync(file);
        bytes.AsSpan(bytes.Length / 2, 2000).Fill(0xAA);
        await File.WriteAllBytesAsync(file, bytes);

        (await MediaFile.DecodeAsync(file)).ShouldNotBeEmpty();
    }
}
