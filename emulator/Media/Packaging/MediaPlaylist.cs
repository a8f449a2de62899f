using System.Globalization;
using System.Text;

namespace Onair.Emulator.Media.Packaging;

/// <summary>The playlist of one rendition (RFC 8216, 4.3.3).</summary>
public static class MediaPlaylist
{
    /// <param name="segments">What it lists, in order; not empty.</param>
    /// <param name="targetDuration">At least the longest segment, rounded; the same for as long as the playlist lives.</param>
    /// <param name="ended">Nothing is ever added: the asked-for range lies in the past.</param>
    public static string Write(IReadOnlyList<Segment> segments, int targetDuration, bool ended)
    {
        var first = segments[0];
        // The tag before the first segment has left with its predecessor; that many tags are counted here instead.
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-INDEPENDENT-SEGMENTS\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{targetDuration}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA-SEQUENCE:{first.Sequence}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-DISCONTINUITY-SEQUENCE:{first.Discontinuity}\n");
        var discontinuity = first.Discontinuity;
        foreach (var segment in segments)
        {
            if (segment.Discontinuity != discontinuity) text.Append("#EXT-X-DISCONTINUITY\n");
            discontinuity = segment.Discontinuity;
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-PROGRAM-DATE-TIME:{segment.Start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n")
                .Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.Ticks / 90_000m:0.000000},\n")
                .Append(CultureInfo.InvariantCulture, $"{segment.Sequence}.ts\n");
        }

        return ended ? text.Append("#EXT-X-ENDLIST\n").ToString() : text.ToString();
    }
}
