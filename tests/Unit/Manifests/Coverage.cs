using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Tests.Manifests;

namespace Onair.Tests.Unit.Manifests;

/// <summary>What of a schema occurred in manifests: fields there and not there, words of enums, bounds that were met.</summary>
internal static partial class Coverage
{
    private static readonly string[] Bounds = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];

    public static IEnumerable<string> Expected(Crd crd) => SchemaNode.All(crd).SelectMany(node =>
        (node.Schema["enum"] as JsonArray ?? []).Select(word => $"{node.Path} = {word}")
            .Concat(Bounds.Where(node.Schema.ContainsKey).Select(bound => $"{node.Path} at {bound}"))
            .Append($"{node.Path} there")
            .Concat(node.Owner is null || node.IsRequired ? [] : [$"{node.Path} not there"]));

    public static void Add(JsonNode? value, JsonObject schema, string path, HashSet<string> seen)
    {
        if (value is null)
        {
            seen.Add($"{path} not there");
            return;
        }

        seen.Add($"{path} there");
        if (schema.ContainsKey("enum")) seen.Add($"{path} = {value}");
        seen.UnionWith(Bounds.Where(bound => (double?)schema[bound] == Size(value)).Select(bound => $"{path} at {bound}"));
        foreach (var (name, member) in schema["properties"] as JsonObject ?? []) Add(value[name], (JsonObject)member!, $"{path}.{name}", seen);
        if (value is JsonArray list) foreach (var item in list) Add(item, (JsonObject)schema["items"]!, $"{path}[]", seen);
        if (schema["additionalProperties"] is JsonObject values) foreach (var (_, entry) in value.AsObject()) Add(entry, values, $"{path}{{}}", seen);
    }

    /// <summary>The place in the schema of a place in a manifest.</summary>
    public static string SchemaPath(string path) => Index().Replace(path, match => char.IsAsciiDigit(match.Value[1]) ? "[]" : "{}");

    private static double? Size(JsonNode value) => value switch
    {
        JsonObject map => map.Count,
        JsonArray list => list.Count,
        _ when value.GetValueKind() == JsonValueKind.String => ((string)value!).Length,
        _ when value.GetValueKind() == JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        _ => null,
    };

    [GeneratedRegex(@"\[[^\]]+\]")]
    private static partial Regex Index();
}
