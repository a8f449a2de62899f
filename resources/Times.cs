using System.Globalization;

namespace Onair.Resources;

/// <summary>Times in messages.</summary>
internal static class Times
{
    /// <summary>RFC 3339 as people write it: without empty fractions, UTC as <c>Z</c>.</summary>
    public static string Text(DateTimeOffset time) =>
        time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF\\Z" : "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);
}
