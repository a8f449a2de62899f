using Onair.Emulator.Media;
using Onair.Emulator.Media.Pull;
using Onair.Guard;

namespace Onair.Tests.Unit.Emulator.Media.Pull;

public sealed class PullTests
{
    [Theory]
    [InlineData("#EXTM3U\n#EXTINF:2,\na.ts\n", null, false)]
    [InlineData("#EXTM3U\r\n#EXTINF:2,\r\na.ts\r\n#EXT-X-ENDLIST\r\n", null, true)]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1,AVERAGE-BANDWIDTH=9\nlow\n#EXT-X-STREAM-INF:CODECS=\"a,b\",BANDWIDTH=3\n# comment\nhigh\n#EXT-X-STREAM-INF:BANDWIDTH=2\nmid\n", "1 high", false)]
    [InlineData("#EXTM3U\n#EXT-X-STREAM-INF:RESOLUTION=1x1\nonly\n", "0 only", false)]
    public void A_playlist_tells_its_best_variant_and_its_end(string text, string? best, bool ended)
    {
        var playlist = HlsPlaylist.Parse(text).ShouldNotBeNull();

        (playlist.Best is { } variant ? $"{variant.Program} {variant.Uri}" : null).ShouldBe(best);
        playlist.HasEnded.ShouldBe(ended);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    public void Rejects_text_that_is_not_a_playlist(string text) => HlsPlaylist.Parse(text).ShouldBeNull();

    [Fact]
    public void The_RTMP_script_names_the_source_and_leads_to_the_relay()
    {
        var source = new PullSource(new Uri("rtmp://live.example.com:1936/app/stage/key?t=1"), "it's", "pa'ss");

        RtmpScript.Write(source, 4711).ShouldBe(string.Join('\n',
        [
            "ffconcat version 1.0",
            @"file 'rtmp://it'\''s:pa'\''ss@127.0.0.1:4711/pull'",
            "option rtmp_app 'app'",
            "option rtmp_playpath 'stage/key?t=1'",
            "option rtmp_tcurl 'rtmp://live.example.com:1936/app'",
            "option probesize 500000",
            "option analyzeduration 15000000",
            "option fpsprobesize 0",
            "",
        ]));
    }

    [Theory]
    [InlineData("https://a.example.com/x/a.m3u8?t=1", "http://a.example.com:443/x/a.m3u8?t=1")]
    [InlineData("https://b.example.com/seg.ts", "https://b.example.com/seg.ts")]
    [InlineData("http://a.example.com/seg.ts", "http://a.example.com/seg.ts")]
    public void Only_the_source_s_own_host_is_asked_for_by_plain_HTTP_from_ffmpeg(string url, string forFfmpeg)
    {
        using var http = new PullHttp(new PullSource(new Uri("https://a.example.com/x/a.m3u8"), "", null), AddressRules.PublicOnly);

        http.ForFfmpeg(new Uri(url)).ShouldBe(new Uri(forFfmpeg));
        http.FromFfmpeg(new Uri(forFfmpeg)).ShouldBe(new Uri(url));
    }
}
