using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests.Values;

/// <summary>Numbers that a schema accepts: its bounds as often as what is between.</summary>
internal static class Numbers
{
    public static JsonValue Any(JsonObject schema, Random random)
    {
        var step = Step(schema);
        var (minimum, maximum) = ((long?)schema["minimum"] ?? 0, (long?)schema["maximum"] ?? int.MaxValue - (int.MaxValue % step));
        return random.Next(5) switch
        {
            0 => JsonValue.Create(minimum),
            1 => JsonValue.Create(maximum),
            2 when (string?)schema["type"] == "number" => JsonValue.Create(Math.Round(minimum + (random.NextDouble() * (maximum - minimum)), 3)),
            3 => JsonValue.Create(Math.Min(maximum, minimum + (step * random.Next(1, 10)))),
            _ => JsonValue.Create(minimum + (step * random.NextInt64(((maximum - minimum) / step) + 1))),
        };
    }

    /// <summary>The distance of two values that are accepted, when their multiples are declared.</summary>
    public static long Step(JsonObject schema) => (long?)schema["multipleOf"] ?? 1;
}
