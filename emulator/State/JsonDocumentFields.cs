using System.Text.Json.Nodes;

namespace Onair.Emulator.State;

/// <summary>Accessors for documents with wire names. A path's parts are joined by dots.</summary>
internal static class JsonDocumentFields
{
    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var name in path.Split('.')) node = (node as JsonObject)?[name];
        return node;
    }

    public static string? Text(this JsonNode? node, string path) => node.At(path)?.GetValue<string>();

    /// <summary>A member the validator has proved to be there.</summary>
    public static string Required(this JsonNode node, string path) => node.Text(path)!;

    public static double? Number(this JsonNode? node, string path) =>
        node.At(path) is { } value ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : null;

    public static bool Flag(this JsonNode? node, string path) => node.At(path)?.GetValue<bool>() ?? false;

    /// <summary>The items of a list; none when there is no list.</summary>
    public static IEnumerable<JsonNode> Items(this JsonNode? node, string path) =>
        (node.At(path) as JsonArray)?.OfType<JsonNode>() ?? [];

    public static IReadOnlyList<string> Texts(this JsonNode? node, string path) =>
        [.. node.Items(path).Select(i => i.GetValue<string>())];

    public static IReadOnlyDictionary<string, string> Map(this JsonNode? node, string path) =>
        (node.At(path) as JsonObject)?.ToDictionary(p => p.Key, p => p.Value!.GetValue<string>(), StringComparer.Ordinal)
        ?? new Dictionary<string, string>(StringComparer.Ordinal);

    public static JsonArray ToJson(this IEnumerable<string> texts) => [.. texts.Select(t => (JsonNode)t)];

    /// <summary>Tags in a fixed order, whatever the order they were given in.</summary>
    public static JsonObject ToJson(this IReadOnlyDictionary<string, string> map)
    {
        var json = new JsonObject();
        foreach (var (key, value) in map.OrderBy(p => p.Key, StringComparer.Ordinal)) json[key] = value;
        return json;
    }

    public static JsonObject Copy(this JsonObject json) => (JsonObject)json.DeepClone();
}
