using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Onair.Kubernetes.Serialization;

/// <summary>
/// Reads every time that the API server accepts as <c>format: date-time</c>. The server checks it with IsDateTime of
/// github.com/go-openapi/strfmt (time.go), which is laxer than RFC 3339: lower case, any character before the fraction, a fraction of
/// any length, an offset up to 99:99, the year 0000, and any text after another T.
/// </summary>
public static partial class DateTimeText
{
    private const string Rule = "must be an RFC 3339 time, e.g. 2027-05-04T09:00:00Z";
    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14);
    private static readonly long FourCenturies = (new DateTime(401, 1, 1) - new DateTime(1, 1, 1)).Ticks;

    /// <summary>The time that the reader is at.</summary>
    /// <exception cref="UnreadableValueException">It is no time.</exception>
    public static DateTimeOffset Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String) throw new UnreadableValueException(Rule);
        return reader.TryGetDateTimeOffset(out var time) ? time : Parse(reader.GetString()) ?? throw new UnreadableValueException(Rule);
    }

    /// <summary>
    /// The time; null when the API server refuses the text. .NET represents the years 1 to 9999: an earlier or later time becomes the first
    /// or last that there is. A time whose offset exceeds 14 hours is returned in UTC.
    /// </summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (text is null || Format().Match(text) is not { Success: true } m) return null;
        var (year, month, day, hour, minute, second) = (Number(m, "year"), Number(m, "month"), Number(m, "day"), Number(m, "hour"), Number(m, "minute"), Number(m, "second"));
        // A leap year like year 0, which .NET does not have.
        var stand = year == 0 ? 400 : year;
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(stand, month) || hour > 23 || minute > 59 || second > 59) return null;
        var fraction = m.Groups["fraction"].Value;
        var local = new DateTime(stand, month, day, hour, minute, second).Ticks - (year == 0 ? FourCenturies : 0)
            + (fraction.Length == 0 ? 0 : long.Parse(fraction.PadRight(7, '0')[..7], CultureInfo.InvariantCulture));
        var offset = new TimeSpan(Number(m, "hours"), Number(m, "minutes"), 0) * (m.Groups["sign"].Value == "-" ? -1 : 1);
        var utc = local - offset.Ticks;
        return IsTime(utc) && IsTime(local) && offset.Duration() <= LargestOffset
            ? new(local, offset)
            : new(Math.Clamp(utc, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), TimeSpan.Zero);
    }

    private static bool IsTime(long ticks) => ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true, ValueSpan: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;

    // Backtracking finds what RE2 finds: both prefer the leftmost alternative. A character beyond U+FFFF is two UTF-16 units.
    [GeneratedRegex(
        @"\A(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})[Tt](?<hour>[0-9]{2}):(?<minute>[0-9]{2}):(?<second>[0-9]{2})"
        + @"((?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\nTt])(?<fraction>[0-9]+))?([Zz]|(?<sign>[+-])(?<hours>[0-9]{2}):(?<minutes>[0-9]{2}))([Tt][\s\S]*)?\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Format();
}
