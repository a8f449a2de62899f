using Onair.Emulator.Media;
using Onair.Emulator.Media.Encryption;
using Onair.Emulator.Media.Packaging;

namespace Onair.Tests.Unit.Emulator.Media.Packaging;

public sealed class PlaylistTests
{
    private static readonly DateTimeOffset Epoch = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Fact]
    public void A_media_playlist_lists_its_segments_with_times_and_discontinuities()
    {
        Segment[] segments = [Segment(41, 2, 80, 180_180), Segment(42, 2, 82.002, 90_001), Segment(43, 3, 100, 180_000)];

        MediaPlaylist.Write(segments, 3, ended: false).ShouldBe("""
            #EXTM3U
            #EXT-X-VERSION:3
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-TARGETDURATION:3
            #EXT-X-MEDIA-SEQUENCE:41
            #EXT-X-DISCONTINUITY-SEQUENCE:2
            #EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:01:20.000Z
            #EXTINF:2.002000,
            41.ts
            #EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:01:22.002Z
            #EXTINF:1.000011,
            42.ts
            #EXT-X-DISCONTINUITY
            #EXT-X-PROGRAM-DATE-TIME:2027-01-15T08:01:40.000Z
            #EXTINF:2.000000,
            43.ts

            """);
        MediaPlaylist.Write(segments, 3, ended: true).ShouldEndWith("43.ts\n#EXT-X-ENDLIST\n");
    }

    [Theory]
    [InlineData(false, "K1 0 1 K2 2 NONE 3 K1 4")]
    [InlineData(true, "K1 0 K1 1 K2 2 NONE 3 K1 4")]
    public void A_key_is_told_where_it_changes_and_again_in_each_playlist(bool repeat, string expected)
    {
        SegmentKey one = new("https://k/K1", null, null, null), two = new("https://k/K2", "000102030405060708090a0b0c0d0e0f", null, null);
        SegmentKey?[] keys = [one, one with { }, two, null, one];
        Segment[] segments = [.. keys.Select((key, i) => Segment(i, 0, i * 2) with { Key = key })];
        const string mark = "EXT-X-KEY:METHOD=";

        string Order(string playlist) => string.Join(' ', playlist.Split('\n')
            .Where(l => l.Contains(mark, StringComparison.Ordinal) || l.EndsWith(".ts", StringComparison.Ordinal))
            .Select(l => l.EndsWith(".ts", StringComparison.Ordinal) ? l[..^3] : l.Contains("NONE", StringComparison.Ordinal) ? "NONE" : l.Split("https://k/")[1][..2]));

        Order(MediaPlaylist.Write(segments, 2, ended: false, repeat)).ShouldBe(expected);
        Order(MediaPlaylist.Write(segments[1..2], 2, ended: true, repeat)).ShouldBe("K1 1");
        MediaPlaylist.Write(segments, 2, ended: false).ShouldContain("#EXT-X-KEY:METHOD=AES-128,URI=\"https://k/K2\",IV=0x000102030405060708090a0b0c0d0e0f\n#EXT-X-PROGRAM");
    }

    [Fact]
    public void A_key_format_needs_version_5_of_the_protocol()
    {
        var segment = Segment(0, 0, 0) with { Key = new SegmentKey("https://k/1", null, "identity", "1") };

        var playlist = MediaPlaylist.Write([segment], 2, ended: false);

        playlist.ShouldStartWith("#EXTM3U\n#EXT-X-VERSION:5\n");
        playlist.ShouldContain("URI=\"https://k/1\",KEYFORMAT=\"identity\",KEYFORMATVERSIONS=\"1\"\n");
    }

    [Fact]
    public void The_target_duration_is_that_of_the_longest_listed_segment_after_an_edit_made_them_shorter() =>
        MediaPlaylist.Write([Segment(0, 0, 0, 540_000), Segment(1, 0, 6)], 2, ended: false).ShouldContain("#EXT-X-TARGETDURATION:6\n");

    [Fact]
    public void Each_segment_keeps_its_discontinuity_number_while_the_window_moves()
    {
        Segment[] all = [Segment(0, 0, 0), Segment(1, 1, 2), Segment(2, 1, 4), Segment(3, 2, 6)];
        for (var from = 0; from < all.Length; from++)
        {
            var lines = MediaPlaylist.Write(all[from..], 2, ended: false).Split('\n');
            var number = int.Parse(lines.Single(l => l.StartsWith("#EXT-X-DISCONTINUITY-SEQUENCE:", StringComparison.Ordinal)).Split(':')[1], null);
            foreach (var line in lines)
            {
                if (line == "#EXT-X-DISCONTINUITY") number++;
                if (line.EndsWith(".ts", StringComparison.Ordinal)) number.ShouldBe(all[int.Parse(line[..^3], null)].Discontinuity);
            }
        }
    }

    [Fact]
    public void A_master_playlist_tells_the_higher_of_declared_and_measured_bandwidth()
    {
        Variant[] ladder =
        [
            new("720p", 1280, 720, 30_000 / 1_001.0, "avc1.4D401F,mp4a.40.2", 1_000_000, 900_000),
            new("360p", 640, 360, 25, "avc1.4D401E", 100_000, 90_000),
        ];
        Segment[] segments = [new(0, 0, Epoch, 180_000, [100_000, 50_000]), new(1, 0, Epoch, 180_000, [200_000, 30_000])];

        MasterPlaylist.Write(ladder, segments, "index", "?start=5").ShouldBe("""
            #EXTM3U
            #EXT-X-VERSION:3
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-STREAM-INF:BANDWIDTH=1080000,AVERAGE-BANDWIDTH=600000,CODECS="avc1.4D401F,mp4a.40.2",RESOLUTION=1280x720,FRAME-RATE=29.970
            720p/index.m3u8?start=5
            #EXT-X-STREAM-INF:BANDWIDTH=200000,AVERAGE-BANDWIDTH=160000,CODECS="avc1.4D401E",RESOLUTION=640x360,FRAME-RATE=25.000
            360p/index.m3u8?start=5

            """);
    }

    [Theory]
    [InlineData(10, 10, 5)]
    [InlineData(10, 9, 5)]
    [InlineData(10, 100, 0)]
    [InlineData(10, 1, 9)]
    [InlineData(0, 10, 0)]
    public void The_live_window_holds_at_least_what_was_asked_for(int count, int windowSeconds, int from) =>
        SegmentWindow.LiveFrom(Segments(count), TimeSpan.FromSeconds(windowSeconds)).ShouldBe(from);

    // Ten segments of 2 s from the epoch; playlist window 4 s, three segments of grace.
    [Theory]
    [InlineData(0, 20, 5)]
    [InlineData(10, 20, 5)]
    [InlineData(16, 20, 2)]
    [InlineData(100, 20, 0)]
    [InlineData(100, 104, 2)]
    [InlineData(100, 1_000, 5)]
    public void Segments_beyond_the_startover_window_expire_but_not_those_of_the_playlist(int startover, int now, int expired) =>
        SegmentWindow.Expired(Segments(10), new PackageEndpoint("t", "index", 2, 4, startover), Epoch.AddSeconds(now)).ShouldBe(expired);

    [Theory]
    [InlineData(4, 8, new[] { 2, 3 }, true)]
    [InlineData(5, 7, new[] { 2, 3 }, true)]
    [InlineData(16, null, new[] { 8, 9 }, false)]
    [InlineData(16, 90, new[] { 8, 9 }, false)]
    [InlineData(-50, 3, new[] { 0, 1 }, true)]
    [InlineData(30, null, new int[0], false)]
    public void A_range_lists_what_overlaps_it_and_ends_when_it_is_past(int start, int? end, int[] expected, bool ended)
    {
        var shift = new TimeShift(Epoch.AddSeconds(start), end is { } e ? Epoch.AddSeconds(e) : null);

        var (segments, isEnded) = SegmentWindow.Range(Segments(10), shift);

        segments.Select(s => (int)s.Sequence).ShouldBe(expected);
        isEnded.ShouldBe(ended);
    }

    [Theory]
    [InlineData("", "", null, null)]
    [InlineData("1800000000", "", 0, null)]
    [InlineData("1800000000", "1800000010", 0, 10)]
    [InlineData("2027-01-15T08:00:00Z", "2027-01-15T09:00:05+01:00", 0, 5)]
    [InlineData("2027-01-15T08:00:00", "", 0, null)]
    public void Ranges_are_understood_in_seconds_and_ISO_8601(string start, string end, int? from, int? to)
    {
        TimeShift.TryParse(start, end, out var shift, out _).ShouldBeTrue();

        shift.ShouldBe(new TimeShift(from is { } f ? Epoch.AddSeconds(f) : null, to is { } t ? Epoch.AddSeconds(t) : null));
    }

    [Theory]
    [InlineData("yesterday", "", "start 'yesterday'")]
    [InlineData("1800000000", "x", "end 'x'")]
    [InlineData("-5", "", "start '-5'")]
    [InlineData("99999999999999", "", "start '99999999999999'")]
    [InlineData("", "1800000000", "end needs start")]
    [InlineData("1800000000", "1800000000", "must be later than start")]
    public void A_range_that_is_none_is_refused_with_the_reason(string start, string end, string reason)
    {
        TimeShift.TryParse(start, end, out _, out var error).ShouldBeFalse();

        error.ShouldContain(reason);
    }

    private static Segment Segment(long sequence, int discontinuity, double at, long ticks = 180_000) =>
        new(sequence, discontinuity, Epoch.AddMilliseconds(Math.Round(at * 1_000)), ticks, [1]);

    private static List<Segment> Segments(int count) => [.. Enumerable.Range(0, count).Select(i => Segment(i, 0, i * 2))];
}
