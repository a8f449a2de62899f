using System.Globalization;
using System.Text;
using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>
/// The HLS playlist (RFC 8216) of a section: byte ranges of the archive's segments at GOP boundaries, so that it plays immediately,
/// without a copy. It begins at a key frame; EXT-X-START marks the start of the section.
/// </summary>
public static class SectionPlaylist
{
    // The duration that players fetch at once. A segment of five minutes would be 100 MB.
    private const long RangeTicks = 6 * TsClock.Rate;

    /// <summary>The playlist's text.</summary>
    /// <param name="section">The section: <see cref="SessionRecording.Cut"/>. Not empty.</param>
    /// <param name="uri">A segment's URI in the playlist.</param>
    public static string Of(IReadOnlyList<SegmentRange> section, Func<RecordedSegment, string> uri)
    {
        ArgumentNullException.ThrowIfNull(section);
        ArgumentNullException.ThrowIfNull(uri);
        var ranges = section.SelectMany(Ranges).ToList();
        var first = section[0];
        var early = first.From - first.Zero - first.Segment.Index.Gops[first.Gops().First].At;
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:4\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{(ranges.Max(r => r.Ticks) + TsClock.Rate - 1) / TsClock.Rate}\n")
            .Append("#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-START:TIME-OFFSET={Seconds(early)},PRECISE=YES\n");
        foreach (var range in ranges)
        {
            if (range.Discontinuity) text.Append("#EXT-X-DISCONTINUITY\n");
            text.Append(CultureInfo.InvariantCulture, $"#EXTINF:{Seconds(range.Ticks)},\n#EXT-X-BYTERANGE:{range.Bytes}@{range.Offset}\n{uri(range.Segment)}\n");
        }

        return text.Append("#EXT-X-ENDLIST\n").ToString();
    }

    private static IEnumerable<Range> Ranges(SegmentRange part)
    {
        var index = part.Segment.Index;
        var (first, last) = part.Gops();
        var discontinuity = part.Discontinuity;
        for (var at = first; at <= last;)
        {
            var behind = at + 1;
            while (behind <= last && index.EndOf(behind - 1) - index.Gops[at].At < RangeTicks) behind++;
            var (from, to) = (index.Gops[at], index.Gops[behind - 1]);
            yield return new(part.Segment, from.Offset, to.Offset + to.Bytes - from.Offset, index.EndOf(behind - 1) - from.At, discontinuity);
            (at, discontinuity) = (behind, false);
        }
    }

    private static string Seconds(long ticks) => ((double)ticks / TsClock.Rate).ToString("F6", CultureInfo.InvariantCulture);

    private readonly record struct Range(RecordedSegment Segment, long Offset, long Bytes, long Ticks, bool Discontinuity);
}
