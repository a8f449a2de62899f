using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Tests.Unit.Aws.Models;

namespace Onair.Tests.Unit.Aws.Values;

/// <summary>The texts of scalars in URIs, queries, headers and XML, and the timestamp format that the protocol wants in each place.</summary>
internal static class ScalarText
{
    public static string Write(TestModel model, JsonObject reference, string value, string place) =>
        Format(model, reference, place) switch
        {
            "rfc822" => Time(value).ToString("R", CultureInfo.InvariantCulture),
            "unixTimestamp" => ((DateTimeOffset)Time(value)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            _ => value,
        };

    public static string Read(TestModel model, JsonObject reference, string text, string place)
    {
        var time = Format(model, reference, place) switch
        {
            "rfc822" => DateTime.ParseExact(text, "R", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
            "unixTimestamp" => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture)).UtcDateTime,
            _ => (DateTime?)null,
        };
        return time?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? text;
    }

    /// <summary>Null for what is no timestamp.</summary>
    public static string? Format(TestModel model, JsonObject reference, string place)
    {
        var shape = model.Target(reference);
        if (shape.Text("type") != "timestamp") return null;
        return reference.Text("timestampFormat") ?? shape.Text("timestampFormat") ?? place switch
        {
            "header" => "rfc822",
            "querystring" or "uri" => "iso8601",
            _ => model.IsXml ? "iso8601" : "unixTimestamp",
        };
    }

    private static DateTime Time(string value) =>
        DateTime.Parse(value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
