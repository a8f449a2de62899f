using System.Globalization;

namespace Onair.Tests.Integration.Media;

/// <summary>A media playlist as a player reads it.</summary>
internal sealed record Hls(long Sequence, int DiscontinuitySequence, IReadOnlyList<Hls.Entry> Segments, bool Ended)
{
    public static Hls Parse(string text)
    {
        long sequence = 0;
        int discontinuity = 0, discontinuities = 0;
        double duration = 0;
        DateTimeOffset at = default;
        List<Entry> entries = [];
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var value = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (line.StartsWith("#EXT-X-MEDIA-SEQUENCE:", StringComparison.Ordinal)) sequence = long.Parse(value, CultureInfo.InvariantCulture);
            else if (line.StartsWith("#EXT-X-DISCONTINUITY-SEQUENCE:", StringComparison.Ordinal)) discontinuity = int.Parse(value, CultureInfo.InvariantCulture);
            else if (line == "#EXT-X-DISCONTINUITY") discontinuities++;
            else if (line.StartsWith("#EXT-X-PROGRAM-DATE-TIME:", StringComparison.Ordinal)) at = DateTimeOffset.Parse(value, CultureInfo.InvariantCulture);
            else if (line.StartsWith("#EXTINF:", StringComparison.Ordinal)) duration = double.Parse(value.TrimEnd(','), CultureInfo.InvariantCulture);
            else if (line[0] != '#') entries.Add(new Entry(line, duration, at, discontinuity + discontinuities));
        }

        return new Hls(sequence, discontinuity, entries, text.Contains("#EXT-X-ENDLIST", StringComparison.Ordinal));
    }

    internal sealed record Entry(string Uri, double Duration, DateTimeOffset At, int Discontinuity);
}
