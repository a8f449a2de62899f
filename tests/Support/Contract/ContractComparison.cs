using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Tests.Support;

/// <summary>Compares JSON with a sample, member by member and type by type.</summary>
internal static class ContractComparison
{
    /// <summary>The differences, e.g. <c>rtmp1: missing</c>, <c>problem: additional</c>, <c>started: false, not true</c> or <c>timestamp: text, not number</c>.</summary>
    /// <param name="sample">The sample; null for no JSON at all.</param>
    /// <param name="actual">What is compared; null for no JSON at all.</param>
    /// <param name="nullable">Members that may be null although the sample has a value, or the other way around.</param>
    public static IReadOnlyList<string> Between(JsonNode? sample, JsonNode? actual, IReadOnlySet<string> nullable) => (sample, actual) switch
    {
        (null, null) => [],
        (null, _) => ["an answer, not none"],
        (_, null) => ["no answer"],
        _ => [.. Of(sample, actual, "", false, nullable).Distinct()],
    };

    private static IEnumerable<string> Of(JsonNode? sample, JsonNode? actual, string path, bool isItem, IReadOnlySet<string> nullable)
    {
        if (Type(sample) != Type(actual)) return (sample is null || actual is null) && nullable.Contains(path) ? [] : [$"{path}: {Type(actual)}, not {Type(sample)}"];
        return sample switch
        {
            // The one entry of a map has an id of the samples for its name. An empty object says nothing about its members.
            JsonObject members when members.Count == 1 && members.First() is { Key: "1234567890ABCDEF", Value: var value } =>
                actual!.AsObject().SelectMany(m => Of(value, m.Value, $"{path}.*", isItem, nullable)),
            JsonObject { Count: 0 } => [],
            JsonObject members => Members(members, actual!.AsObject(), path, isItem, nullable),
            JsonArray { Count: > 0 } items => actual!.AsArray().SelectMany(item => Of(items[0], item, path, true, nullable)),
            // The sample of a list has items in several states.
            JsonValue value when Type(value) == "boolean" && !isItem && value.ToJsonString() != actual!.ToJsonString() => [$"{path}: {actual.ToJsonString()}, not {value.ToJsonString()}"],
            _ => [],
        };
    }

    private static IEnumerable<string> Members(JsonObject sample, JsonObject actual, string path, bool isItem, IReadOnlySet<string> nullable)
    {
        foreach (var (name, value) in sample)
        {
            if (!actual.TryGetPropertyValue(name, out var member)) yield return $"{At(name)}: missing";
            else foreach (var difference in Of(value, member, At(name), isItem, nullable)) yield return difference;
        }
        foreach (var (name, _) in actual.Where(m => !sample.ContainsKey(m.Key))) yield return $"{At(name)}: additional";

        string At(string name) => path.Length == 0 ? name : $"{path}.{name}";
    }

    private static string Type(JsonNode? node) => node?.GetValueKind() switch
    {
        null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "number",
        JsonValueKind.Array => "list",
        _ => "object",
    };
}
