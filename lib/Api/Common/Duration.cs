using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Api.Common;

/// <summary>Durations as written in specs: <c>8h</c>, <c>90m</c>, <c>1h30m</c>.</summary>
public static partial class Duration
{
    /// <summary>Parses a duration; returns null when it is malformed or too long.</summary>
    public static TimeSpan? Parse(string? text)
    {
        if (string.IsNullOrEmpty(text) || Parts().Match(text) is not { Success: true } match) return null;
        var seconds = (Number(match, 1) * 3600) + (Number(match, 2) * 60) + Number(match, 3);
        return seconds <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>Writes a duration in whole seconds, e.g. <c>1h30m</c>.</summary>
    public static string Format(TimeSpan duration)
    {
        var seconds = (long)Math.Round(duration.TotalSeconds);
        var text = string.Concat(Part(seconds / 3600, "h"), Part(seconds / 60 % 60, "m"), Part(seconds % 60, "s"));
        return text.Length > 0 ? text : "0s";
    }

    private static string Part(long number, string unit) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");

    private static double Number(Match match, int group) =>
        match.Groups[group].Success ? double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("^(?:([0-9]+)h)?(?:([0-9]+)m)?(?:([0-9]+)s)?$")]
    private static partial Regex Parts();
}
