using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Onair.Tests.Manifests;

/// <summary>Takes out of a manifest what the rules complain of, whatever rules there are.</summary>
public static partial class Repair
{
    /// <summary>Each field that is complained of goes, and of a list the item that it is in; what is required is not complained of.</summary>
    public static void TakeOut(JsonObject manifest, IReadOnlyList<string> fields)
    {
        foreach (var (list, index) in fields.Select(ItemOf).OfType<(string, int)>().Distinct().OrderByDescending(item => item.Item2))
        {
            if (At(manifest, list) is not JsonArray items || items.Count <= index) continue;
            items.RemoveAt(index);
            if (items.Count == 0) Remove(manifest, list);
        }

        foreach (var field in fields.Where(field => ItemOf(field) is null).Distinct(StringComparer.Ordinal)) Remove(manifest, field);
    }

    // A field that is not there cannot be taken out: the object around it goes.
    private static void Remove(JsonObject manifest, string field)
    {
        for (var path = field; path.LastIndexOf('.') is > 0 and var dot; path = path[..dot])
            if (At(manifest, path[..dot]) is JsonObject owner && owner.Remove(path[(dot + 1)..]))
                return;
    }

    private static (string List, int Index)? ItemOf(string field) =>
        Item().Match(field) is { Success: true } match ? (match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)) : null;

    private static JsonNode? At(JsonObject manifest, string path) =>
        path.Split('.').Aggregate((JsonNode?)manifest, (node, name) => (node as JsonObject)?[name]);

    [GeneratedRegex(@"^([^\[]+)\[([0-9]+)\]")]
    private static partial Regex Item();
}
