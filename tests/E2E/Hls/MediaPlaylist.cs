using System.Globalization;

namespace Onair.Tests.E2E.Hls;

/// <summary>A segment of a media playlist.</summary>
internal sealed record Segment(Uri Url, TimeSpan Duration);

/// <summary>A media playlist (RFC 8216 4.3.3), as far as the tests read it.</summary>
internal static class MediaPlaylist
{
    public static IReadOnlyList<Segment> Parse(string text, Uri url)
    {
        var segments = new List<Segment>();
        var duration = TimeSpan.Zero;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("#EXTINF:", StringComparison.Ordinal))
                duration = TimeSpan.FromSeconds(double.Parse(line["#EXTINF:".Length..].Split(',')[0], CultureInfo.InvariantCulture));
            else if (!line.StartsWith('#'))
                segments.Add(new(new Uri(url, line), duration));
        }

        return segments;
    }
}
