using System.Globalization;

namespace Onair.Tests.Support;

/// <summary>A media playlist as a player reads it.</summary>
internal sealed record PlayerPlaylist(long Sequence, int DiscontinuitySequence, IReadOnlyList<PlayerPlaylist.Entry> Segments, bool Ended)
{
    public static PlayerPlaylist Parse(string text)
    {
        long sequence = 0;
        int discontinuity = 0, discontinuities = 0;
        double duration = 0;
        string? key = null, vector = null;
        DateTimeOffset at = default;
        List<Entry> entries = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (line.StartsWith("#EXT-X-MEDIA-SEQUENCE:", StringComparison.Ordinal)) sequence = long.Parse(value, CultureInfo.InvariantCulture);
            else if (line.StartsWith("#EXT-X-DISCONTINUITY-SEQUENCE:", StringComparison.Ordinal)) discontinuity = int.Parse(value, CultureInfo.InvariantCulture);
            else if (line.StartsWith("#EXT-X-KEY:", StringComparison.Ordinal)) (key, vector) = (Attribute(value, "URI="), Attribute(value, "IV="));
            else if (line == "#EXT-X-DISCONTINUITY") discontinuities++;
            else if (line.StartsWith("#EXT-X-PROGRAM-DATE-TIME:", StringComparison.Ordinal)) at = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture);
            else if (line.StartsWith("#EXTINF:", StringComparison.Ordinal)) duration = double.Parse(value.TrimEnd(','), CultureInfo.InvariantCulture);
            else if (line[0] != '#') entries.Add(new Entry(line, duration, at, discontinuity + discontinuities, key, vector));
        }

        return new PlayerPlaylist(sequence, discontinuity, entries, text.Contains("#EXT-X-ENDLIST", StringComparison.Ordinal));
    }

    private static string? Attribute(string list, string name)
    {
        var at = list.IndexOf(name, StringComparison.Ordinal);
        return at < 0 ? null : list[(at + name.Length)..].TrimStart('"').Split('"', ',')[0];
    }

    /// <param name="Uri">Relative to the playlist.</param>
    /// <param name="Duration">Seconds.</param>
    /// <param name="At">When its first frame was on air.</param>
    /// <param name="Discontinuity">Discontinuity sequence number.</param>
    /// <param name="Key">Where its key is had; null in the clear.</param>
    /// <param name="Vector">The explicit initialization vector, <c>0x…</c>; null for the media sequence number.</param>
    internal sealed record Entry(string Uri, double Duration, DateTimeOffset At, int Discontinuity, string? Key, string? Vector)
    {
        public long Sequence => long.Parse(Uri[..^3], CultureInfo.InvariantCulture);
    }
}
