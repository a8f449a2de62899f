using System.Globalization;
using Onair.Operator.HlsPlaylists;

namespace Onair.Operator.Archives;

/// <summary>The rendition of a multivariant playlist (RFC 8216, section 4.3.4) that is worth keeping.</summary>
/// <param name="Key">The key of its media playlist; null with an obstacle.</param>
/// <param name="Obstacle">Why none can be split; null when one can.</param>
internal sealed record BestVariant(string? Key, string? Obstacle)
{
    private const string Tag = "#EXT-X-STREAM-INF:";

    /// <summary>The one with the highest bandwidth; null for a media playlist. What an encoder uploads is not trusted. Pure.</summary>
    /// <param name="playlist">The text.</param>
    /// <param name="folder">The broadcast's folder, without a slash at its end.</param>
    public static BestVariant? Of(string playlist, string folder)
    {
        string? tag = null;
        List<(long Bandwidth, string Tag, string Uri)> variants = [];
        foreach (var line in HlsText.Lines(playlist))
        {
            if (line.StartsWith(Tag, StringComparison.Ordinal))
            {
                tag = line;
            }
            else if (tag is not null && line.Length > 0 && line[0] != '#')
            {
                variants.Add((Bandwidth(tag), tag, line));
                tag = null;
            }
        }

        if (variants.Count == 0) return null;
        var best = variants.MaxBy(v => v.Bandwidth);
        if (HlsText.Quoted(best.Tag, "AUDIO") is { } group && HasOwnSound(playlist, group))
            return new(null, "its sound is in playlists of its own; only segments with picture and sound can be split");
        return HlsText.KeyOf(best.Uri, folder) is { } key ? new(key, null) : new(null, "its best rendition is not in the broadcast's folder");
    }

    // A rendition without a URI is in the segments of the variant (section 4.3.4.1).
    private static bool HasOwnSound(string playlist, string group) => HlsText.Lines(playlist).Any(line =>
        line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal) && HlsText.Quoted(line, "GROUP-ID") == group && HlsText.Quoted(line, "URI") is not null);

    private static long Bandwidth(string tag)
    {
        const string Name = "BANDWIDTH=";
        var digits = tag[Tag.Length..].Split(',').Select(a => a.Trim()).FirstOrDefault(a => a.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..];
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var bandwidth) ? bandwidth : 0;
    }
}
