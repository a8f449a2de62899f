using System.Reflection;
using System.Text.Json.Nodes;
using Onair.Api.Schema;

namespace Onair.CrdGenerator;

/// <summary>Structural schemas of the API types (no references, no CEL: Kubernetes 1.20 must take them).</summary>
/// <param name="documentation">Where the descriptions come from.</param>
/// <param name="withDefaults">
/// True for the spec, so that users see the effective values; false for the status, where a default would claim something that was
/// never observed.
/// </param>
internal sealed class SchemaBuilder(Documentation documentation, bool withDefaults)
{
    public JsonObject Object(Type type, string description)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        // Defaults come from the property initializers.
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in Members.Of(type))
        {
            var schema = Property(property, property.GetValue(defaults));
            properties[Members.Name(property)] = schema;
            if (Members.IsRequired(property)) required.Add(Members.Name(property));
        }

        var node = Described(description, "object");
        node["properties"] = properties;
        if (required.Count > 0) node["required"] = required;
        return node;
    }

    private JsonObject Property(PropertyInfo property, object? initial)
    {
        var schema = Typed(Members.TypeOf(property), documentation.Summary(property));
        Rules.Add(schema, property);
        if (!withDefaults || Members.IsRequired(property) || Members.IsNullable(property)) return schema;

        // An object with required members has no valid default.
        var value = (schema.ContainsKey("required") ? null : Defaults.Of(initial, schema))
            ?? throw new NotSupportedException(
                $"{property.DeclaringType}.{property.Name} is neither [Required] nor nullable, and has no default.");
        // The members of a nested object have their own defaults.
        if (value is not JsonObject) schema["description"] += $" Default: {Defaults.Text(value)}.";
        schema["default"] = value;
        return schema;
    }

    private JsonObject Typed(Type type, string description)
    {
        if (type.IsEnum) return Enumeration(type, description);
        if (type.IsDefined(typeof(AnyJsonAttribute)))
            return new JsonObject { ["description"] = description, ["x-kubernetes-preserve-unknown-fields"] = true };
        if (Members.ItemType(type) is { } item)
        {
            var list = Described(description, "array");
            list["items"] = Item(item);
            return list;
        }

        if (Members.MapValueType(type) is { } value)
        {
            var map = Described(description, "object");
            map["additionalProperties"] = Item(value);
            return map;
        }

        return Scalar(type) is var (name, format)
            ? Described(description, name, format)
            : Object(type, description);
    }

    private JsonObject Item(Type type) =>
        Scalar(type) is var (name, format) ? Described(null, name, format) : Typed(type, documentation.Summary(type));

    private JsonObject Enumeration(Type type, string description)
    {
        var members = Members.EnumMembers(type).ToList();
        var meanings = members.Select(member => $" {Members.Name(member)}: {documentation.Summary(member)}");
        var node = Described(description + string.Concat(meanings), "string");
        node["enum"] = new JsonArray([.. members.Select(member => JsonValue.Create(Members.Name(member)))]);
        return node;
    }

    private static (string Name, string? Format)? Scalar(Type type) =>
        type == typeof(string) ? ("string", null)
        : type == typeof(bool) ? ("boolean", null)
        : type == typeof(int) ? ("integer", "int32")
        : type == typeof(long) ? ("integer", "int64")
        : type == typeof(double) ? ("number", null)
        : type == typeof(DateTimeOffset) ? ("string", "date-time")
        : type.Namespace!.StartsWith("System", StringComparison.Ordinal)
            ? throw new NotSupportedException($"{type} has no schema here.")
            : null;

    private static JsonObject Described(string? description, string type, string? format = null)
    {
        var node = new JsonObject();
        if (description is not null) node["description"] = description;
        node["type"] = type;
        if (format is not null) node["format"] = format;
        return node;
    }
}
