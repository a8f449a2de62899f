using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using Onair.Api;
using Onair.Events;
using Onair.Events.Data;

namespace Onair.CrdGenerator.Events;

/// <summary>The JSON Schemas (2020-12) of the events' data, generated from its types.</summary>
public static class SchemaFiles
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text of each schema by file name, in ordinal order.</summary>
    /// <exception cref="NotSupportedException">A type lacks documentation.</exception>
    public static SortedDictionary<string, string> Generate()
    {
        var documentation = Documentation.Of(typeof(EventData).Assembly, typeof(Group).Assembly);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var kind in EventKindRegistry.All) files[$"{kind.Name}.json"] = $"{Of(kind, documentation).ToJsonString(Indented)}\n";
        files[$"{PlayerEventTypes.Name}.json"] = $"{Of(PlayerEventTypes.Name, typeof(PlayerData), documentation).ToJsonString(Indented)}\n";
        documentation.ThrowIfAnyIsMissing();
        return files;
    }

    internal static JsonObject Of(EventKind kind, Documentation documentation) => Of(kind.Name, kind.DataType, documentation);

    private static JsonObject Of(string name, Type data, Documentation documentation)
    {
        var exporter = new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Node(context, node, documentation),
        };
        var schema = (JsonObject)JsonSchemaExporter.GetJsonSchemaAsNode(EventJson.Wire.GetTypeInfo(data)!, exporter);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "$id", $"{EventSchemas.BaseUri}{name}.json");
        return schema;
    }

    // Null members are omitted, so no member is nullable; members that may be omitted have no [Required].
    private static JsonObject Node(JsonSchemaExporterContext context, JsonNode node, Documentation documentation)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var property = context.PropertyInfo?.AttributeProvider as PropertyInfo;
        // What a converter of our own reads has the schema true.
        var schema = type == typeof(DateTimeOffset) ? new() { ["type"] = "string", ["format"] = "date-time" }
            : type.IsEnum ? new() { ["type"] = "string", ["enum"] = new JsonArray([.. Members.EnumMembers(type).Select(member => (JsonNode)Members.Name(member))]) }
            : (JsonObject)node;
        if (schema["type"] is JsonArray types) schema["type"] = types.Select(name => (string)name!).Single(name => name != "null");
        if (schema["properties"] is JsonObject)
        {
            schema["required"] = new JsonArray([.. context.TypeInfo.Properties.Where(IsRequired).Select(member => (JsonNode)member.Name)]);
            schema["additionalProperties"] = false;
        }

        if (property is not null) schema.Insert(0, "description", documentation.Summary(property));
        else if (context.Path.Length == 0) schema.Insert(0, "description", documentation.Summary(type));
        return schema;
    }

    private static bool IsRequired(System.Text.Json.Serialization.Metadata.JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(RequiredAttribute), inherit: true).Length > 0;
}
