using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Tests.Manifests.Patterns;

namespace Onair.Tests.Manifests.Values;

/// <summary>Strings that a schema accepts: values of its enum, times, matches of its pattern, all lengths.</summary>
internal static class Strings
{
    private const int Usual = 24;
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_. äλ";

    private static readonly string[] Times = ["yyyy-MM-ddTHH:mm:ss'Z'", "yyyy-MM-ddTHH:mm:ss.fff'Z'", "yyyy-MM-ddTHH:mm:ss'+02:00'", "yyyy-MM-ddTHH:mm:ss'-09:30'"];

    public static JsonValue Any(JsonObject schema, Random random)
    {
        if (schema["enum"] is JsonArray values) return JsonValue.Create((string)values[random.Next(values.Count)]!);
        if (schema["format"] is { } format) return (string?)format == "date-time" ? JsonValue.Create(Time(random)) : throw new NotSupportedException($"The format {format} is not generated.");
        var (minimum, maximum) = Lengths(schema);
        var exact = random.Next(8) switch { 0 => minimum, 1 => maximum, _ => (int?)null };
        return JsonValue.Create((exact is { } length && length < int.MaxValue ? OfLength(schema, length, random) : null) ?? Free(schema, minimum, maximum, random));
    }

    /// <summary>A string with so many characters that the schema accepts apart from its length; null when there is none.</summary>
    public static string? OfLength(JsonObject schema, int length, Random random) =>
        schema["pattern"] is { } pattern ? PatternSampler.Of((string)pattern!).MatchOf(random, length) : Text(length, random);

    /// <summary>A string that breaks the schema's pattern and nothing else.</summary>
    public static string Mismatch(JsonObject schema, Random random)
    {
        var (minimum, maximum) = Lengths(schema);
        return PatternSampler.Of((string)schema["pattern"]!).Mismatch(random, minimum, maximum);
    }

    // Not empty unless that is declared: Kubernetes 1.20 takes an empty value in a map for null.
    private static (int Minimum, int Maximum) Lengths(JsonObject schema) =>
        ((int?)schema["minLength"] ?? 1, (int?)schema["maxLength"] ?? int.MaxValue);

    private static string Free(JsonObject schema, int minimum, int maximum, Random random) =>
        schema["pattern"] is { } pattern
            ? PatternSampler.Of((string)pattern!).Match(random, minimum, maximum)
            : Text(random.Next(minimum, Math.Min(maximum, minimum + Usual) + 1), random);

    private static string Text(int length, Random random) =>
        string.Concat(Enumerable.Range(0, length).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    private static string Time(Random random) =>
        new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(2 * 365 * 24 * 60))
            .ToString(Times[random.Next(Times.Length)], CultureInfo.InvariantCulture);
}
