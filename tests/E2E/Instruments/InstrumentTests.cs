using Onair.Tests.E2E.Browser;
using Onair.Tests.E2E.Hls;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Instruments;

/// <summary>What the other tests measure with must be able to say no. Needs ffmpeg and Chromium, but no cluster.</summary>
public sealed class InstrumentTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_viewer_sees_a_moving_picture_move()
    {
        await using var video = await LocalHls.MakeAsync("testsrc2", "640x360", rate: 30, seconds: 8);
        await using var viewer = await Viewer.OpenAsync(video.Master);

        var (first, last) = await viewer.WatchAsync(3, Patience);

        last.DifferenceTo(first).ShouldBeGreaterThan(Viewing.MovingPicture);
        (last.Width, last.Height).ShouldBe((640, 360));
        last.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_viewer_sees_a_still_picture_stand_still()
    {
        await using var video = await LocalHls.MakeAsync("smptebars", "640x360", rate: 30, seconds: 8);
        await using var viewer = await Viewer.OpenAsync(video.Master);

        var (first, last) = await viewer.WatchAsync(3, Patience);

        last.DifferenceTo(first).ShouldBeLessThan(Viewing.MovingPicture);
    }

    [Fact]
    public async Task The_viewer_tells_of_a_stream_that_does_not_play()
    {
        await using var video = await LocalHls.MakeAsync("testsrc2", "640x360", rate: 30, seconds: 2);
        File.Delete(Path.Combine(video.Folder, "media.m3u8"));
        await using var viewer = await Viewer.OpenAsync(video.Master);

        var seen = await Eventually.GetAsync("an error", viewer.LookAsync, glance => glance.Errors.Count > 0, Patience);

        seen.Errors.ShouldContain("networkError levelLoadError");
    }

    [Fact]
    public async Task The_stall_watch_sees_a_player_play_and_stand_still()
    {
        await using var video = await LocalHls.MakeAsync("testsrc2", "640x360", rate: 30, seconds: 8);
        await using var viewer = await Viewer.OpenAsync(video.Master);
        await viewer.WatchAsync(1, Patience);
        await using var stalls = StallWatch.Start(viewer);

        await viewer.WatchAsync(3, Patience);
        stalls.Longest.ShouldBeLessThan(TimeSpan.FromSeconds(1));

        // It stands still at its end, until one begins to count anew.
        await Eventually.GetAsync("a standstill", () => Task.FromResult(stalls.Longest), longest => longest > TimeSpan.FromSeconds(2), Patience);
        stalls.Restart();
        stalls.Longest.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task The_playback_check_accepts_what_is_as_declared()
    {
        await using var video = await LocalHls.MakeAsync("testsrc2", "426x240", rate: 25, seconds: 4);
        using var http = new HttpClient();

        var variants = await PlaybackCheck.MasterAsync(http, video.Master, [new(426, 240, 50_000, 25)]);

        await PlaybackCheck.SegmentAsync(http, variants.ShouldHaveSingleItem());
    }

    [Theory]
    [InlineData(640, 360, 50_000, 25)]
    [InlineData(426, 240, 9_000_000, 25)]
    [InlineData(426, 240, 50_000, 30)]
    public async Task The_playback_check_refuses_what_is_not_as_declared(int width, int height, int bitrate, double frameRate)
    {
        await using var video = await LocalHls.MakeAsync("testsrc2", "426x240", rate: 25, seconds: 4);
        using var http = new HttpClient();

        await Assert.ThrowsAsync<ShouldAssertException>(
            () => PlaybackCheck.MasterAsync(http, video.Master, [new(width, height, bitrate, frameRate)]));
    }

    [Theory]
    [InlineData("RESOLUTION=426x240,")]
    [InlineData("FRAME-RATE=25.000,")]
    public void A_master_playlist_without_what_players_need_is_refused(string attribute)
    {
        var text = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9,RESOLUTION=426x240,FRAME-RATE=25.000,CODECS=\"avc1.42c015,mp4a.40.2\"\na.m3u8\n";
        var url = new Uri("http://origin/index.m3u8");

        MasterPlaylist.Parse(text, url).ShouldHaveSingleItem().Codecs.ShouldBe(["avc1.42c015", "mp4a.40.2"]);
        Should.Throw<FormatException>(() => MasterPlaylist.Parse(text.Replace(attribute, "", StringComparison.Ordinal), url))
            .Message.ShouldStartWith(attribute[..attribute.IndexOf('=', StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task The_publisher_knows_how_much_video_it_sent()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.flv");
        try
        {
            await using var publisher = Publisher.Start(file);
            await Eventually.BecomesTrueAsync("3 s of video", () => Task.FromResult(publisher.Published.TotalSeconds > 3), Patience);

            var published = await publisher.StopAsync();

            (await MediaFile.ProbeAsync(file)).Duration.ShouldBe(published, TimeSpan.FromSeconds(0.5));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_publisher_fails_where_nobody_listens()
    {
        await using var publisher = Publisher.Start("rtmp://127.0.0.1:1/live/key");

        (await publisher.WaitForExitAsync(Patience)).ShouldNotBe(0);
        publisher.Log.ShouldContain("Connection refused");
    }

    [Fact]
    public async Task The_decoder_complains_of_a_damaged_segment()
    {
        await using var video = await LocalHls.MakeAsync("testsrc2", "426x240", rate: 25, seconds: 2);
        var file = Directory.GetFiles(video.Folder, "*.ts")[0];
        var bytes = await File.ReadAllBytesAsync(file);
        bytes.AsSpan(bytes.Length / 2, 2000).Fill(0xAA);
        await File.WriteAllBytesAsync(file, bytes);

        (await MediaFile.DecodeAsync(file)).ShouldNotBeEmpty();
    }
}
