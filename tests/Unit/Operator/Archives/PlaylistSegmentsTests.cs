using Onair.Operator.Archives;

namespace Onair.Tests.Unit.Operator.Archives;

public sealed class PlaylistSegmentsTests
{
    [Theory]
    [InlineData("hls/x/index0.ts", 0)]
    [InlineData("hls/x/index7.ts", 7)]
    [InlineData("hls/x/index08.ts", 8)]
    [InlineData("hls/x/other7.ts", null)]
    [InlineData("hls/x/more/index7.ts", null)]
    [InlineData("hls/x/index7.ts.index", null)]
    [InlineData("hls/x/index99999999999.ts", null)]
    [InlineData("hls/x/index.m3u8", null)]
    public void Numbered_segments_are_known_also_when_the_playlist_no_longer_lists_them(string key, int? counter) =>
        CounterOf(key, "#EXTM3U\r\n#EXT-X-MEDIA-SEQUENCE:8\r\n#EXTINF:2,\r\nindex8.ts\r\n#EXTINF:2,\r\nindex9.ts?x=1\r\n").ShouldBe(counter);

    [Theory]
    [InlineData("hls/x/b.ts", 0)]
    [InlineData("hls/x/a.ts", 1)]
    [InlineData("hls/x/c.ts", null)]
    [InlineData("hls/a.ts", null)]
    public void Others_are_known_in_the_order_of_the_playlist(string key, int? counter) =>
        CounterOf(key, "#EXTM3U\n#EXTINF:2,\nb.ts\n#EXTINF:2,\na.ts\n#EXTINF:2,\n../../hls/a.ts\n#EXTINF:2,\nhttps://example.com/c.ts\n#EXTINF:2,\nb.ts\n").ShouldBe(counter);

    [Fact]
    public void Numbers_that_do_not_count_up_say_nothing() =>
        PlaylistSegments.Of("#EXTM3U\n5.ts\n3.ts\n", "f/i.m3u8").Place("f/4.ts").ShouldBeNull();

    [Theory]
    [InlineData("#EXT-X-MAP:URI=\"init.mp4\"", "its segments are fragmented MP4; only MPEG-TS can be split")]
    [InlineData("#EXT-X-KEY:METHOD=AES-128,URI=\"k\"", "its segments are encrypted")]
    [InlineData("#EXT-X-KEY:METHOD=NONE", null)]
    [InlineData("#EXT-X-BYTERANGE:100@0", "its segments are ranges of a file; only files of their own can be split")]
    [InlineData("#EXTINF:2,", null)]
    public void A_playlist_says_why_its_segments_cannot_be_split(string line, string? obstacle) => PlaylistSegments.Obstacle($"#EXTM3U\n{line}\n1.ts\n").ShouldBe(obstacle);

    [Fact]
    public void Of_several_renditions_the_best_is_taken() =>
        BestVariant.Of("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=800000,AVERAGE-BANDWIDTH=9000000\nlow/i.m3u8\n#EXT-X-STREAM-INF:CODECS=\"a,b\",BANDWIDTH=2400000\nhigh/i.m3u8\n", "f")
            .ShouldBe(new("f/high/i.m3u8", null));

    [Theory]
    [InlineData("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"x\"", "v.m3u8", "f/v.m3u8", null)]
    [InlineData("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"x\",URI=\"a.m3u8\"", "v.m3u8", null, "its sound is in playlists of its own; only segments with picture and sound can be split")]
    [InlineData("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"b\",NAME=\"x\",URI=\"a.m3u8\"", "v.m3u8", "f/v.m3u8", null)]
    [InlineData("", "../v.m3u8", null, "its best rendition is not in the broadcast's folder")]
    public void A_rendition_is_refused_without_its_sound_or_outside_the_folder(string media, string uri, string? key, string? obstacle) =>
        BestVariant.Of($"#EXTM3U\n{media}\n#EXT-X-STREAM-INF:BANDWIDTH=1,AUDIO=\"a\"\n{uri}\n", "f").ShouldBe(new(key, obstacle));

    [Fact]
    public void A_media_playlist_has_no_renditions() => BestVariant.Of("#EXTM3U\n#EXTINF:2,\n1.ts\n", "f").ShouldBeNull();

    private static int? CounterOf(string key, string playlist) =>
        PlaylistSegments.Of(playlist, "hls/x/index.m3u8").Place(key) is var (_, name) ? name.Counter : null;
}
