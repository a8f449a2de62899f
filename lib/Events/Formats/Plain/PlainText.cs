using System.Globalization;

namespace Onair.Events.Formats.Plain;

/// <summary>Values in format Plain.</summary>
internal static class PlainText
{
    /// <summary>The user agent in the objects: <c>onair/0.1.0</c>.</summary>
    public static string UserAgent { get; } = $"onair/{typeof(PlainText).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>ISO 8601 in UTC; empty when unknown.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Unix seconds, with milliseconds as a fraction; 0 when unknown.</summary>
    public static double Unix(DateTimeOffset? time) => time is { } at ? at.ToUnixTimeMilliseconds() / 1000.0 : 0;

    /// <summary>Seconds between two times; 0 when one is unknown.</summary>
    public static double Seconds(DateTimeOffset? from, DateTimeOffset? to) => from is null || to is null ? 0 : Math.Max(0, (to.Value - from.Value).TotalSeconds);
}
