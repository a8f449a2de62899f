using Onair.Operator.HlsPlaylists;

namespace Onair.Tests.Unit.Operator.HlsPlaylists;

public sealed class HlsTextTests
{
    [Theory]
    [InlineData("#EXTM3U\n#EXTINF:2,\na.ts\n", false)]
    [InlineData("#EXTM3U\n#EXTINF:2,\na.ts\n#EXT-X-ENDLIST\n", true)]
    [InlineData("#EXTM3U\r\n#EXT-X-ENDLIST\r\n#EXTINF:2,\r\na.ts\r\n", true)]
    [InlineData("#EXTM3U\n#EXT-X-ENDLIST-NOT\n", false)]
    [InlineData("", false)]
    public void Finds_the_end_of_a_playlist(string playlist, bool hasEnded) => HlsText.HasEnded(playlist).ShouldBe(hasEnded);

    [Theory]
    [InlineData("#EXTM3U\na.ts\n", "#EXTM3U\na.ts\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\na.ts", "#EXTM3U\na.ts\n#EXT-X-ENDLIST\n")]
    [InlineData("#EXTM3U\r\na.ts\r\n", "#EXTM3U\r\na.ts\r\n#EXT-X-ENDLIST\r\n")]
    public void Appends_the_end_in_the_playlists_own_line_endings(string playlist, string ended) => HlsText.WithEnd(playlist).ShouldBe(ended);

    [Fact]
    public void Lists_the_media_playlists_of_a_multivariant_playlist() => HlsText.Variants(
        """
        #EXTM3U
        #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="en",URI="audio/en.m3u8"
        #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID="c",NAME="en",INSTREAM-ID="CC1"
        #EXT-X-STREAM-INF:BANDWIDTH=2500000
        720/index.m3u8?x=1
        #EXT-X-STREAM-INF:BANDWIDTH=800000

        360.m3u8
        #EXT-X-STREAM-INF:BANDWIDTH=900000
        360.m3u8
        """, "hls/x").ShouldBe(["hls/x/audio/en.m3u8", "hls/x/720/index.m3u8", "hls/x/360.m3u8"]);

    [Theory]
    [InlineData("../other/index.m3u8")]
    [InlineData("a/%2e%2e/%2e%2e/other.m3u8")]
    [InlineData("/hls/other/index.m3u8")]
    [InlineData("https://example.com/index.m3u8")]
    [InlineData("s3://other/index.m3u8")]
    public void Ignores_playlists_outside_of_the_folder(string uri) => HlsText.Variants($"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n{uri}\n", "hls/x").ShouldNotBeNull().ShouldBeEmpty();

    [Fact]
    public void Tells_a_media_playlist_from_a_multivariant_playlist() => HlsText.Variants("#EXTM3U\n#EXTINF:2,\na.ts\n", "hls/x").ShouldBeNull();
}
