using System.Reflection;
using System.Text.Json.Nodes;

namespace Onair.CrdGenerator.Reference;

/// <summary>A field of an object.</summary>
/// <param name="Path">Its path, e.g. <c>spec.packaging.segmentSeconds</c>.</param>
/// <param name="Name">Its name on the wire.</param>
/// <param name="Property">The property that it is generated from.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="IsRequired">Whether the field is required.</param>
internal sealed record Field(string Path, string Name, PropertyInfo Property, JsonObject Schema, bool IsRequired)
{
    /// <summary>The object type of the field or of its items or values; null when it has no members.</summary>
    public Section? Nested
    {
        get
        {
            var type = Members.TypeOf(Property);
            return Members.ItemType(type) is { } item ? Of(item, $"{Path}[]", "items")
                : Members.MapValueType(type) is { } value ? Of(value, $"{Path}{{}}", "additionalProperties")
                : Schema.ContainsKey("properties") ? new(Path, type, Schema)
                : null;
        }
    }

    private Section? Of(Type type, string path, string keyword) =>
        Schema[keyword] is JsonObject schema && schema.ContainsKey("properties") ? new(path, type, schema) : null;
}
