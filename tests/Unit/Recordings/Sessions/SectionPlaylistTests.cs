using Onair.Recordings.Sessions;
using static Onair.Tests.Unit.Recordings.Tape;

namespace Onair.Tests.Unit.Recordings.Sessions;

public sealed class SectionPlaylistTests
{
    [Fact]
    public void A_playlist_has_the_ranges_that_the_section_needs_and_says_where_it_begins()
    {
        var recording = SessionTimeline.Of([Segment("a", 0, 0), Segment("a", 1, 10), Segment("a", 2, 5_000, stored: 30)]);
        SectionPlaylist.Of(recording.Cut(SegmentRange.TicksOf(5), SegmentRange.TicksOf(21.5)), s => $"../{s.Pipeline}/{s.Name.Counter}.ts").ShouldBe(
            """
            #EXTM3U
            #EXT-X-VERSION:4
            #EXT-X-TARGETDURATION:6
            #EXT-X-MEDIA-SEQUENCE:0
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-START:TIME-OFFSET=1.000000,PRECISE=YES
            #EXTINF:6.000000,
            #EXT-X-BYTERANGE:5640@3760
            ../a/0.ts
            #EXTINF:6.000000,
            #EXT-X-BYTERANGE:5640@0
            ../a/1.ts
            #EXTINF:4.000000,
            #EXT-X-BYTERANGE:3760@5640
            ../a/1.ts
            #EXT-X-DISCONTINUITY
            #EXTINF:2.000000,
            #EXT-X-BYTERANGE:1880@0
            ../a/2.ts
            #EXT-X-ENDLIST

            """);
    }
}
