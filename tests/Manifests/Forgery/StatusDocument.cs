using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests.Forgery;

/// <summary>Reads and writes statuses by the paths of their schema. Pure functions.</summary>
public static class StatusDocument
{
    /// <summary>The values at a path, in the order of the lists on the way.</summary>
    public static IEnumerable<JsonNode> Values(JsonObject status, string path) => Values(status, Steps(path));

    /// <summary>A copy with a value at a path, in all items of the lists on the way; in the first one if the field is the key of its list.</summary>
    /// <param name="status">The status.</param>
    /// <param name="path">Where, e.g. <c>status.sessions[].id</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="schema">The schema of the status, for the required fields beside it.</param>
    /// <param name="example">What the status may look like where it has nothing yet.</param>
    public static JsonObject With(JsonObject status, string path, JsonNode value, JsonObject schema, JsonObject? example = null)
    {
        var copy = status.DeepClone();
        return (JsonObject)Complete(Set(copy, Steps(path), value, schema, example), schema);
    }

    /// <summary>All that any of the statuses has; of different values, and of lists, the last that is not empty.</summary>
    public static JsonObject Merged(IEnumerable<JsonObject> statuses)
    {
        var all = new JsonObject();
        foreach (var status in statuses) Merge(all, status);
        return all;
    }

    private static void Merge(JsonObject all, JsonObject one)
    {
        foreach (var (name, value) in one)
        {
            if (value is null or JsonArray { Count: 0 }) continue;
            if (value is JsonObject below && all[name] is JsonObject known) Merge(known, below);
            else all[name] = value.DeepClone();
        }
    }

    private static string[] Steps(string path) => path["status.".Length..].Replace("[]", ".[]", StringComparison.Ordinal).Replace("{}", ".{}", StringComparison.Ordinal).Split('.');

    private static IEnumerable<JsonNode> Values(JsonNode? node, ReadOnlyMemory<string> steps)
    {
        if (node is null) return [];
        if (steps.IsEmpty) return [node];
        var rest = steps[1..];
        return (node, steps.Span[0]) switch
        {
            (JsonArray items, "[]") => items.SelectMany(item => Values(item, rest)),
            (JsonObject map, "{}") => map.SelectMany(entry => Values(entry.Value, rest)),
            (JsonObject members, var name) => Values(members[name], rest),
            _ => [],
        };
    }

    private static JsonNode Set(JsonNode? node, ReadOnlySpan<string> steps, JsonNode value, JsonObject schema, JsonNode? example)
    {
        if (steps.IsEmpty) return value.DeepClone();
        var rest = steps[1..];
        switch (steps[0])
        {
            case "[]":
                var list = node is JsonArray { Count: > 0 } items ? items : example?.DeepClone() is JsonArray { Count: > 0 } copy ? copy : new JsonArray((JsonNode?)null);
                var below = rest.IsEmpty ? "" : rest[0];
                var isKey = schema["x-kubernetes-list-map-keys"] is JsonArray keys && keys.Any(key => (string?)key == below);
                for (var i = 0; i < (isKey ? 1 : list.Count); i++) list[i] = Fresh(Set(Taken(list, i), rest, value, (JsonObject)schema["items"]!, (example as JsonArray)?.ElementAtOrDefault(i)));
                return list;
            case "{}":
                var map = node as JsonObject ?? [];
                map["forged"] = Fresh(Set(map["forged"]?.DeepClone(), rest, value, (JsonObject)schema["additionalProperties"]!, null));
                return map;
            case var name:
                var members = node as JsonObject ?? example?.DeepClone() as JsonObject ?? [];
                var former = members[name]?.DeepClone();
                members[name] = Fresh(Set(former, rest, value, (JsonObject)schema["properties"]![name]!, (example as JsonObject)?[name]));
                return members;
        }
    }

    private static JsonNode? Taken(JsonArray list, int index) => list[index]?.DeepClone();

    private static JsonNode Fresh(JsonNode node) => node.Parent is null ? node : node.DeepClone();

    // The API server refuses an object without its required fields.
    private static JsonNode Complete(JsonNode node, JsonObject schema)
    {
        if (node is JsonArray list && schema["items"] is JsonObject item)
        {
            foreach (var one in list.OfType<JsonNode>()) Complete(one, item);
        }
        else if (node is JsonObject members && schema["properties"] is JsonObject properties)
        {
            foreach (var name in schema["required"] as JsonArray ?? []) members[(string)name!] ??= Least((JsonObject)properties[(string)name!]!);
            foreach (var (name, value) in members)
                if (value is not null && properties[name] is JsonObject below) Complete(value, below);
        }

        return node;
    }

    private static JsonNode Least(JsonObject schema) => (string?)schema["type"] switch
    {
        "object" => Complete(new JsonObject(), schema),
        "array" => new JsonArray(),
        "boolean" => false,
        "integer" or "number" => 1,
        _ when schema["enum"] is JsonArray words => words[0]!.DeepClone(),
        _ when (string?)schema["format"] == "date-time" => "2026-01-01T00:00:00Z",
        _ => "forged",
    };
}
