using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Emulator.Media.Pull;

/// <summary>What has to be known of a source's playlist before it is pulled (RFC 8216).</summary>
/// <param name="Variants">Of a master playlist; empty for a media playlist.</param>
/// <param name="HasEnded">Nothing will be added any more.</param>
internal sealed partial record HlsPlaylist(IReadOnlyList<HlsVariant> Variants, bool HasEnded)
{
    /// <summary>The variant that MediaLive pulls by default: the one with the highest bandwidth.</summary>
    public HlsVariant? Best => Variants.MaxBy(v => v.Bandwidth);

    /// <summary>Null when the text is not a playlist.</summary>
    public static HlsPlaylist? Parse(string text)
    {
        var lines = text.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToList();
        if (lines is not ["#EXTM3U", ..]) return null;
        var variants = new List<HlsVariant>();
        foreach (var (index, line) in lines.Index().Where(l => l.Item.StartsWith("#EXT-X-STREAM-INF:", StringComparison.Ordinal)))
        {
            if (lines.Skip(index + 1).FirstOrDefault(l => l[0] != '#') is not { } uri) continue;
            var bandwidth = Bandwidth().Match(line).Groups["value"].Value;
            variants.Add(new HlsVariant(variants.Count, long.TryParse(bandwidth, CultureInfo.InvariantCulture, out var value) ? value : 0, uri));
        }

        return new HlsPlaylist(variants, lines.Contains("#EXT-X-ENDLIST"));
    }

    [GeneratedRegex("[:,]BANDWIDTH=(?<value>[0-9]{1,18})")]
    private static partial Regex Bandwidth();
}

/// <summary>A variant of a master playlist.</summary>
/// <param name="Program">Its place, which is ffmpeg's number for it.</param>
/// <param name="Bandwidth">Bits per second.</param>
/// <param name="Uri">As it is written.</param>
internal sealed record HlsVariant(int Program, long Bandwidth, string Uri);
