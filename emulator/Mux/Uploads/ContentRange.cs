using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Emulator.Mux.Uploads;

/// <summary>What a PUT says it carries: <c>bytes 0-262143/1000000</c>, or <c>bytes */1000000</c> to ask how much has arrived.</summary>
/// <param name="First">Offset of its first byte; null for a query.</param>
/// <param name="Last">Offset of its last byte; null for a query.</param>
/// <param name="Total">The file's size; null while it is unknown.</param>
internal sealed partial record ContentRange(long? First, long? Last, long? Total)
{
    /// <summary>Chunks are multiples of it, the last one aside.</summary>
    public const int Unit = 256 * 1024;

    public bool IsQuestion => First is null;

    /// <summary>Reads the header.</summary>
    /// <param name="header">Its value.</param>
    /// <param name="range">What it says.</param>
    /// <returns>Null, or what is wrong with it.</returns>
    public static string? Parse(string header, out ContentRange? range)
    {
        range = null;
        if (Form().Match(header) is not { Success: true } match) return $"Content-Range: value '{header}' must be 'bytes first-last/total' or 'bytes */total'";
        if (!Number(match, "first", out var first) || !Number(match, "last", out var last) || !Number(match, "total", out var total))
            return $"Content-Range: value '{header}' has a number that is too large";
        if (last < first) return $"Content-Range: value '{header}' ends before it begins";
        if (last >= total) return $"Content-Range: value '{header}' ends after its total";
        if (first is not null && last + 1 != total && (last - first + 1) % Unit != 0)
            return $"Content-Range: value '{header}' has {last - first + 1} bytes; all chunks but the last must be multiples of {Unit} bytes";
        range = new(first, last, total);
        return null;
    }

    private static bool Number(Match match, string name, out long? number)
    {
        number = null;
        if (match.Groups[name] is not { Success: true, Value: not "*" } group) return true;
        if (!long.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        number = value;
        return true;
    }

    [GeneratedRegex(@"^bytes (?:(?<first>[0-9]+)-(?<last>[0-9]+)|\*)/(?<total>[0-9]+|\*)\z")]
    private static partial Regex Form();
}
