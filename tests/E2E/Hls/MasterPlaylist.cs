using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Tests.E2E.Hls;

/// <summary>One EXT-X-STREAM-INF of a master playlist.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Bandwidth">Peak bits per second, all streams together.</param>
/// <param name="FrameRate">Frames per second.</param>
/// <param name="Codecs">RFC 6381 names, e.g. <c>avc1.64001f</c>.</param>
/// <param name="Url">Where the media playlist is.</param>
internal sealed record Variant(int Width, int Height, int Bandwidth, double FrameRate, IReadOnlyList<string> Codecs, Uri Url);

/// <summary>A master playlist (RFC 8216 4.3.4), as far as the tests read it.</summary>
internal static partial class MasterPlaylist
{
    /// <exception cref="FormatException">It is none, or an attribute that a player needs is missing.</exception>
    public static IReadOnlyList<Variant> Parse(string text, Uri url)
    {
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (lines is not ["#EXTM3U", ..]) throw new FormatException($"{url} is no playlist: {text}");
        var variants = new List<Variant>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("#EXT-X-STREAM-INF:", StringComparison.Ordinal)) continue;
            var attributes = Attribute().Matches(lines[i]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim('"'));
            string Get(string name) => attributes.GetValueOrDefault(name) ?? throw new FormatException($"{name} is missing: {lines[i]}");
            var size = Get("RESOLUTION").Split('x');
            variants.Add(new(
                int.Parse(size[0], CultureInfo.InvariantCulture), int.Parse(size[1], CultureInfo.InvariantCulture),
                int.Parse(Get("BANDWIDTH"), CultureInfo.InvariantCulture), double.Parse(Get("FRAME-RATE"), CultureInfo.InvariantCulture),
                Get("CODECS").Split(','), new Uri(url, lines[i + 1])));
        }

        return variants;
    }

    [GeneratedRegex("""([A-Z0-9-]+)=("[^"]*"|[^,]*)""")]
    private static partial Regex Attribute();
}
