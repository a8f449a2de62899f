using System.Text.Json.Nodes;

namespace Onair.CrdGenerator.Reference;

/// <summary>The type of a field with its bounds, in words.</summary>
internal static class TypeText
{
    public static string Of(Field field)
    {
        var (schema, target) = (field.Schema, field.Nested is { } nested ? $"#{Markdown.Anchor(nested.Path)}" : null);
        var isList = (string?)schema["type"] == "array";
        if (isList || schema.ContainsKey("additionalProperties"))
        {
            var item = (JsonObject)schema[isList ? "items" : "additionalProperties"]!;
            var items = $"{Name(item)}s";
            var size = Bounds(schema, isList ? "minItems" : "minProperties", isList ? "maxItems" : "maxProperties");
            return $"{(isList ? "list" : "map")} of {size}{(size.Length > 0 ? " " : "")}{(target is null ? items : $"[{items}]({target})")}";
        }

        if (target is not null) return $"[object]({target})";
        string[] parts =
        [
            Name(schema),
            Bounds(schema, "minimum", "maximum"),
            Length(schema),
            schema["multipleOf"] is { } divisor ? $"a multiple of {divisor}" : "",
        ];
        return string.Join(", ", parts.Where(part => part.Length > 0));
    }

    private static string Name(JsonObject schema) =>
        (string?)schema["format"] == "date-time" ? "RFC 3339 time"
        : schema.ContainsKey("type") ? (string)schema["type"]! : "number or string";

    private static string Length(JsonObject schema) => Bounds(schema, "minLength", "maxLength") switch
    {
        "" => "",
        "at least 1" => "not empty",
        var bounds => $"{bounds} characters",
    };

    private static string Bounds(JsonObject schema, string minimum, string maximum) => (schema[minimum], schema[maximum]) switch
    {
        ({ } from, { } to) => $"{from} to {to}",
        ({ } from, null) => $"at least {from}",
        (null, { } to) => $"at most {to}",
        _ => "",
    };
}
