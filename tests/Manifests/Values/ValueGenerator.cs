using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests.Values;

/// <summary>Values that a schema accepts, often at its bounds.</summary>
internal sealed class ValueGenerator(Random random)
{
    // A list of a thousand items takes a thousand times as long: seldom.
    private const int LongList = 50;

    public JsonNode Value(JsonObject schema, string path, Presence presence) => (string?)schema["type"] switch
    {
        null when (bool?)schema["x-kubernetes-preserve-unknown-fields"] == true => Moments.Any(random),
        "object" when schema["additionalProperties"] is JsonObject values => Map(schema, values, path, presence),
        "object" => Object(schema, path, presence),
        "array" => List(schema, path, presence),
        "boolean" => JsonValue.Create(random.Next(2) == 0),
        "integer" or "number" => Numbers.Any(schema, random),
        "string" => Strings.Any(schema, random),
        var type => throw new NotSupportedException($"{path}: the type {type} is not generated."),
    };

    private JsonObject Object(JsonObject schema, string path, Presence presence)
    {
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
        var value = new JsonObject();
        foreach (var (name, member) in (JsonObject)schema["properties"]!)
        {
            var memberPath = $"{path}.{name}";
            if (required.Contains(name) || presence.Needs(memberPath) || random.NextDouble() < presence.Share)
                value[name] = Value((JsonObject)member!, memberPath, presence);
        }

        return value;
    }

    private JsonArray List(JsonObject schema, string path, Presence presence)
    {
        var itemPath = $"{path}[]";
        var (minimum, maximum) = ((int?)schema["minItems"] ?? 0, (int?)schema["maxItems"]);
        if (presence.Needs(itemPath)) minimum = Math.Max(1, minimum);
        var items = Enumerable.Range(0, Count(minimum, maximum)).Select(_ => Value((JsonObject)schema["items"]!, itemPath, presence));
        var key = (string?)schema["x-kubernetes-list-type"] == "map" ? (string?)schema["x-kubernetes-list-map-keys"]![0] : null;
        return new JsonArray([.. key is null ? items : items.DistinctBy(item => (string?)item[key])]);
    }

    private JsonObject Map(JsonObject schema, JsonObject values, string path, Presence presence)
    {
        var valuePath = $"{path}{{}}";
        var (minimum, maximum) = ((int?)schema["minProperties"] ?? 0, (int?)schema["maxProperties"]);
        if (presence.Needs(valuePath)) minimum = Math.Max(1, minimum);
        var map = new JsonObject();
        for (var i = Count(minimum, maximum); i > 0; i--) map[$"key{i}"] = Value(values, valuePath, presence);
        return map;
    }

    private int Count(int minimum, int? maximum) => random.Next(maximum > LongList ? 40 : 4) switch
    {
        0 => maximum ?? minimum + 5,
        1 => minimum,
        _ => random.Next(minimum, Math.Min(maximum ?? int.MaxValue, minimum + 3) + 1),
    };
}
