using System.Globalization;
using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests.Values;

/// <summary>
/// Values for a schema that says nothing, which is that of a moment: a number or a string. Mostly one that programs understand.
/// </summary>
internal static class Moments
{
    private const int MostSeconds = 7200;
    private static readonly string[] None = ["", "half past ten", "2027-05-04", "2027-05-04T09:00", "12 s", "NaN"];

    public static JsonNode Any(Random random) => random.Next(12) switch
    {
        0 => JsonValue.Create(-random.Next(MostSeconds) / 4d),
        1 => JsonValue.Create(None[random.Next(None.Length)]),
        2 or 3 => JsonValue.Create(new DateTime(2026, 1, 1).AddSeconds(random.Next(MostSeconds)).ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        4 => JsonValue.Create((random.Next(MostSeconds) / 4d).ToString(CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(random.Next(MostSeconds) / 4d),
    };
}
