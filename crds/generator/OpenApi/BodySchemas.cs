using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Onair.Api.Common;
using Onair.Gateway.Requests;

namespace Onair.CrdGenerator.OpenApi;

/// <summary>JSON schemas of bodies, by the metadata that reads and writes them. Summaries of types and members are the descriptions.</summary>
internal sealed class BodySchemas(Documentation documentation)
{
    private static readonly Dictionary<Type, (string Type, string? Format)> Simple = new()
    {
        [typeof(string)] = ("string", null),
        [typeof(bool)] = ("boolean", null),
        [typeof(int)] = ("integer", "int32"),
        [typeof(long)] = ("integer", "int64"),
        [typeof(double)] = ("number", "double"),
        [typeof(DateTimeOffset)] = ("string", "date-time"),
    };

    private readonly SortedDictionary<string, JsonObject> _components = new(StringComparer.Ordinal);

    /// <summary>All objects that were referred to.</summary>
    public JsonObject All() => new(_components.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value)));

    /// <summary>Throws when a summary is missing.</summary>
    public void ThrowIfAnyIsMissing() => documentation.ThrowIfAnyIsMissing();

    /// <summary>The schema of a type: an object's is a reference.</summary>
    public JsonObject Of(JsonTypeInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (Simple.TryGetValue(type, out var simple))
        {
            var schema = new JsonObject { ["type"] = simple.Type };
            if (simple.Format is { } format) schema["format"] = format;
            return schema;
        }
        // The two forms that its converter reads.
        if (type == typeof(SessionTime)) return new() { ["type"] = new JsonArray("number", "string") };
        return info.Kind switch
        {
            JsonTypeInfoKind.Enumerable => new() { ["type"] = "array", ["items"] = Of(info.Options.GetTypeInfo(info.ElementType!)) },
            JsonTypeInfoKind.Dictionary => new() { ["type"] = "object", ["additionalProperties"] = Of(info.Options.GetTypeInfo(info.ElementType!)) },
            JsonTypeInfoKind.Object => Reference(info, type),
            _ => throw new NotSupportedException($"{type}: bodies have no members of this type"),
        };
    }

    private JsonObject Reference(JsonTypeInfo info, Type type)
    {
        if (!_components.ContainsKey(type.Name))
        {
            // First, because it may refer to itself.
            var component = _components[type.Name] = new() { ["type"] = "object", ["description"] = documentation.Summary(type) };
            var properties = new JsonObject();
            var required = new JsonArray();
            foreach (var property in info.Properties)
            {
                properties[property.Name] = Property(property, info);
                if (property.IsRequired) required.Add(property.Name);
            }
            component["properties"] = properties;
            if (required.Count > 0) component["required"] = required;
        }
        return new() { ["$ref"] = $"#/components/schemas/{type.Name}" };
    }

    private JsonObject Property(JsonPropertyInfo property, JsonTypeInfo of)
    {
        var member = (MemberInfo)property.AttributeProvider!;
        var isNullable = Nullable.GetUnderlyingType(property.PropertyType) is not null || (member is PropertyInfo declared && !declared.PropertyType.IsValueType && Members.IsNullable(declared));
        var schema = Of(of.Options.GetTypeInfo(property.PropertyType));
        if (JsonShape.RangeOf(property) is { } range) (schema["minimum"], schema["maximum"]) = ((int)range.Minimum, (int)range.Maximum);
        if (isNullable && schema["type"] is { } type) schema["type"] = new JsonArray(type.DeepClone(), "null");
        else if (isNullable) schema = new() { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        schema["description"] = documentation.Summary(member);
        return schema;
    }
}
