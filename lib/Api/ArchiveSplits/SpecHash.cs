using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Api.ArchiveSplits;

/// <summary>A spec in a few characters, so that a status can say which one is carried out.</summary>
public static class SpecHash
{
    /// <summary>
    /// SHA-256, in hexadecimal digits, of all that is fixed in a spec: not of <c>deletionPolicy</c>. Fields at their default count as
    /// absent, so that a later version, which has more of them, makes the same of a spec.
    /// </summary>
    public static string Of(ArchiveSplitSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var (json, defaults) = (Json(spec), Json(new()));
        foreach (var (name, value) in json.ToList())
            if (JsonNode.DeepEquals(value, defaults[name])) json.Remove(name);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(json).ToJsonString())));
    }

    /// <summary>All that is fixed, as JSON.</summary>
    internal static JsonObject Json(ArchiveSplitSpec spec)
    {
        var json = (JsonObject)JsonSerializer.SerializeToNode(spec, OnairJsonContext.Default.ArchiveSplitSpec)!;
        json.Remove("deletionPolicy");
        return json;
    }

    // The order of fields is that of their declarations, which is nobody's promise.
    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject json => new JsonObject(json.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, Sorted(p.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => Sorted(item!))]),
        _ => node.DeepClone(),
    };
}
