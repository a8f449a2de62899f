using System.Text.Json.Nodes;
using Onair.Api;

namespace Onair.CrdGenerator.Reference;

/// <summary>The least that the API server takes, of the examples in the comments of the required fields.</summary>
internal static class Example
{
    /// <summary>YAML; null when a required field gives no example.</summary>
    public static string? Of(string kind, Section spec, Documentation documentation) =>
        Object(spec, documentation) is not { } members ? null : YamlText.Of(new()
        {
            ["apiVersion"] = $"{Group.Name}/{Group.Version}",
            ["kind"] = kind,
            ["metadata"] = new JsonObject { ["name"] = "example" },
            ["spec"] = members,
        });

    private static JsonObject? Object(Section section, Documentation documentation)
    {
        var members = new JsonObject();
        foreach (var field in section.Fields.Where(field => field.IsRequired))
        {
            if (Value(field, documentation) is not { } value) return null;
            members[field.Name] = value;
        }

        return members;
    }

    private static JsonNode? Value(Field field, Documentation documentation)
    {
        var value = field.Nested is { } nested ? Object(nested, documentation)
            : field.Schema["enum"] is JsonArray values ? values[0]!.DeepClone()
            : documentation.Example(field.Property) is not { } example ? null
            : (string)field.Schema["type"]! is "integer" or "number" ? JsonNode.Parse(example)
            : JsonValue.Create(example);
        return value is not null && (string?)field.Schema["type"] == "array" ? new JsonArray(value) : value;
    }
}
