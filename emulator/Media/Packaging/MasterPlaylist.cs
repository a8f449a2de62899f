using System.Globalization;
using System.Text;

namespace Onair.Emulator.Media.Packaging;

/// <summary>The multivariant playlist (RFC 8216, 4.3.4).</summary>
internal static class MasterPlaylist
{
    // Headers of transport stream and PES come on top of what the encoders produce.
    private const double Overhead = 1.08;

    /// <param name="variants">The ladder.</param>
    /// <param name="segments">Published segments; their sizes raise the figures where the encoder went beyond them.</param>
    /// <param name="manifest">File name of the media playlists without extension.</param>
    /// <param name="query">Query to hand on to the media playlists, with its question mark; may be empty.</param>
    public static string Write(
        IReadOnlyList<Variant> variants, IReadOnlyList<Segment> segments, string manifest, string query)
    {
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        for (var index = 0; index < variants.Count; index++)
        {
            var variant = variants[index];
            var (peak, average) = Measure(segments, index);
            text.Append(CultureInfo.InvariantCulture, $"#EXT-X-STREAM-INF:BANDWIDTH={Math.Max(peak, (long)(variant.PeakBitrate * Overhead))}")
                .Append(CultureInfo.InvariantCulture, $",AVERAGE-BANDWIDTH={(average > 0 ? average : (long)(variant.AverageBitrate * Overhead))}")
                .Append(CultureInfo.InvariantCulture, $",CODECS=\"{variant.Codecs}\"")
                .Append(variant.Width > 0 ? string.Create(CultureInfo.InvariantCulture, $",RESOLUTION={variant.Width}x{variant.Height}") : "")
                .Append(variant.FrameRate > 0 ? string.Create(CultureInfo.InvariantCulture, $",FRAME-RATE={variant.FrameRate:0.000}") : "")
                .Append(CultureInfo.InvariantCulture, $"\n{variant.Name}/{manifest}.m3u8{query}\n");
        }

        return text.ToString();
    }

    private static (long Peak, long Average) Measure(IReadOnlyList<Segment> segments, int index)
    {
        long bytes = 0, ticks = 0, peak = 0;
        foreach (var segment in segments)
        {
            bytes += segment.Bytes[index];
            ticks += segment.Ticks;
            // A run's last segment may be a few frames long, so its bitrate is not significant.
            if (segment.Ticks >= 45_000) peak = Math.Max(peak, segment.Bytes[index] * 8 * 90_000 / segment.Ticks);
        }

        return (peak, ticks == 0 ? 0 : bytes * 8 * 90_000 / ticks);
    }
}
