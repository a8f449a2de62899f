using System.Globalization;

namespace Onair.Aws.Wire;

/// <summary>The three timestamp formats of AWS's protocols, all UTC with millisecond precision; reading accepts each of them anywhere.</summary>
internal static class Timestamps
{
    public static string ToIso8601(DateTime value)
    {
        var utc = value.ToUniversalTime();
        var format = utc.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        return utc.ToString(format, CultureInfo.InvariantCulture);
    }

    public static string ToHttpDate(DateTime value) => value.ToUniversalTime().ToString("R", CultureInfo.InvariantCulture);

    public static decimal ToUnixSeconds(DateTime value) =>
        Math.Round((value.ToUniversalTime() - DateTime.UnixEpoch).Ticks / (decimal)TimeSpan.TicksPerSecond, 3);

    public static DateTime FromUnixSeconds(decimal seconds) => DateTime.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));

    public static DateTime Parse(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            ? FromUnixSeconds(seconds)
            : DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
