using System.Globalization;
using System.Text;
using Onair.Emulator.Media.Encryption;

namespace Onair.Emulator.Media.Packaging;

/// <summary>The playlist of one rendition (RFC 8216, 4.3.3).</summary>
internal static class MediaPlaylist
{
    /// <param name="segments">What it lists, in order; not empty.</param>
    /// <param name="targetDuration">At least the longest segment of the endpoint's settings, rounded.</param>
    /// <param name="ended">Nothing is ever added: the asked-for range lies in the past.</param>
    /// <param name="repeatKey">EXT-X-KEY stands before each segment, not only where it changes.</param>
    public static string Write(IReadOnlyList<Segment> segments, int targetDuration, bool ended, bool repeatKey = false)
    {
        var first = segments[0];
        // The tag before the first segment has left with its predecessor; that many tags are counted here instead.
        var text = new StringBuilder("#EXTM3U\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-VERSION:{(segments.Any(s => s.Key is { KeyFormat: not null } or { KeyFormatVersions: not null }) ? 5 : 3)}\n")
            .Append("#EXT-X-INDEPENDENT-SEGMENTS\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-TARGETDURATION:{Math.Max(targetDuration, Longest(segments))}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-MEDIA-SEQUENCE:{first.Sequence}\n")
            .Append(CultureInfo.InvariantCulture, $"#EXT-X-DISCONTINUITY-SEQUENCE:{first.Discontinuity}\n");
        var discontinuity = first.Discontinuity;
        SegmentKey? key = null;
        foreach (var segment in segments)
        {
            if (segment.Discontinuity != discontinuity) text.Append("#EXT-X-DISCONTINUITY\n");
            discontinuity = segment.Discontinuity;
            if (segment.Key != key || (repeatKey && key is not null)) text.Append(KeyTag(segment.Key));
            key = segment.Key;
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-PROGRAM-DATE-TIME:{segment.Start.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}\n")
                .Append(CultureInfo.InvariantCulture, $"#EXTINF:{segment.Ticks / 90_000m:0.000000},\n")
                .Append(CultureInfo.InvariantCulture, $"{segment.Sequence}.ts\n");
        }

        return ended ? text.Append("#EXT-X-ENDLIST\n").ToString() : text.ToString();
    }

    // Segments from before an edit may be longer than those to come.
    private static int Longest(IReadOnlyList<Segment> segments) => (int)Math.Round(segments.Max(s => s.Ticks) / 90_000.0);

    private static string KeyTag(SegmentKey? key)
    {
        if (key is null) return "#EXT-X-KEY:METHOD=NONE\n";
        var tag = new StringBuilder($"#EXT-X-KEY:METHOD=AES-128,URI=\"{key.Uri}\"");
        if (key.InitializationVector is not null) tag.Append(CultureInfo.InvariantCulture, $",IV=0x{key.InitializationVector}");
        if (key.KeyFormat is not null) tag.Append(CultureInfo.InvariantCulture, $",KEYFORMAT=\"{key.KeyFormat}\"");
        if (key.KeyFormatVersions is not null) tag.Append(CultureInfo.InvariantCulture, $",KEYFORMATVERSIONS=\"{key.KeyFormatVersions}\"");
        return tag.Append('\n').ToString();
    }
}
