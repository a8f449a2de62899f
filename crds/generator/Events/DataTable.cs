using System.Text.Json.Nodes;
using Onair.CrdGenerator.Reference;

namespace Onair.CrdGenerator.Events;

/// <summary>The members of an event's data as a table; members of nested objects have their paths.</summary>
internal static class DataTable
{
    public static string Of(JsonObject schema) => Markdown.Table(["Member", "Type", "Always", "Is"], Rows(schema, ""));

    private static IEnumerable<string[]> Rows(JsonObject schema, string path)
    {
        var required = schema["required"]!.AsArray().Select(name => (string)name!).ToHashSet();
        foreach (var (name, node) in (JsonObject)schema["properties"]!)
        {
            var member = (JsonObject)node!;
            yield return [Markdown.Code($"{path}{name}"), Type(member), required.Contains(name) ? "yes" : "", (string)member["description"]!];
            var (nested, suffix) = member["items"] is JsonObject items ? (items, "[].") : (member, ".");
            if (nested.ContainsKey("properties"))
                foreach (var row in Rows(nested, $"{path}{name}{suffix}")) yield return row;
        }
    }

    private static string Type(JsonObject schema) => schema switch
    {
        _ when schema["enum"] is JsonArray values => string.Join(" or ", values.Select(value => Markdown.Code((string)value!))),
        _ when (string?)schema["format"] == "date-time" => "RFC 3339 time",
        _ when (string?)schema["type"] == "array" => $"list of {Type((JsonObject)schema["items"]!)}s",
        _ when schema["additionalProperties"] is JsonObject values => $"map of {Type(values)}s",
        _ => (string)schema["type"]!,
    };
}
