using System.Globalization;

namespace Onair.Events.Formats.Plain;

/// <summary>Values as format Plain has them.</summary>
internal static class PlainText
{
    /// <summary>What a receiver sees as the sender: <c>onair/0.1.0</c>.</summary>
    public static string UserAgent { get; } = $"onair/{typeof(PlainText).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>ISO 8601 in UTC; empty when it is not known.</summary>
    public static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";

    /// <summary>From the one to the other; 0 when one is not known.</summary>
    public static double Seconds(DateTimeOffset? from, DateTimeOffset? to) => from is null || to is null ? 0 : Math.Max(0, (to.Value - from.Value).TotalSeconds);
}
