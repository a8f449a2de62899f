using System.Text.Json.Nodes;
using Onair.Api;

namespace Onair.CrdGenerator.Reference;

/// <summary>
/// A small manifest made of the examples in the fields' comments: required fields, and references by name that have an example. Of several
/// resources that an object may refer to, the first is used: they are alternatives.
/// </summary>
internal sealed class Example(Documentation documentation)
{
    private const string Reference = "Ref";

    /// <summary>YAML; null when a required field has no example.</summary>
    public string? Of(string kind, Section spec) => Object(spec) is not { } members ? null : YamlText.Of(new()
    {
        ["apiVersion"] = $"{Group.Name}/{Group.Version}",
        ["kind"] = kind,
        ["metadata"] = new JsonObject { ["name"] = "example" },
        ["spec"] = members,
    });

    private JsonObject? Object(Section section)
    {
        var members = new JsonObject();
        foreach (var field in section.Fields)
        {
            var value = field.IsRequired || (IsReference(field) && !IsAlternative(field, members)) ? Value(field) : null;
            if (value is not null) members[field.Name] = value;
            else if (field.IsRequired) return null;
        }

        // The rules require one of its members: the first is used.
        if (members.Count == 0 && section.Fields.Select(field => (field.Name, Value: Value(field))).FirstOrDefault(member => member.Value is not null) is { Value: { } first, Name: var name })
            members[name] = first;
        return members;
    }

    private static bool IsAlternative(Field field, JsonObject members) =>
        field.Name.EndsWith(Reference, StringComparison.Ordinal) && members.Any(member => member.Key.EndsWith(Reference, StringComparison.Ordinal));

    private static bool IsReference(Field field) =>
        !field.Schema.ContainsKey("default") && field.Nested is { } nested && nested.Fields.All(member => member.IsRequired);

    private JsonNode? Value(Field field)
    {
        var value = field.Nested is { } nested ? Object(nested)
            : field.Schema["enum"] is JsonArray values ? values[0]!.DeepClone()
            : documentation.Example(field.Property) is not { } example ? null
            : (string?)field.Schema["type"] is null or "integer" or "number" ? JsonNode.Parse(example)
            : JsonValue.Create(example);
        return value is not null && (string?)field.Schema["type"] == "array" ? new JsonArray(value) : value;
    }
}
