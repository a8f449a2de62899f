using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Api.ArchiveSplits;

/// <summary>Hashes a spec, so that the status can record which spec was accepted.</summary>
public static class SpecHash
{
    /// <summary>
    /// SHA-256 of the immutable fields, which are all but <c>deletionPolicy</c>, in hexadecimal. Fields with their default value are
    /// left out, so that a later version with more fields computes the same hash.
    /// </summary>
    public static string Of(ArchiveSplitSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var (json, defaults) = (Json(spec), Json(new()));
        foreach (var (name, value) in json.ToList())
            if (JsonNode.DeepEquals(value, defaults[name])) json.Remove(name);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sorted(json).ToJsonString())));
    }

    /// <summary>The immutable fields as JSON.</summary>
    internal static JsonObject Json(ArchiveSplitSpec spec)
    {
        var json = (JsonObject)JsonSerializer.SerializeToNode(spec, OnairJsonContext.Default.ArchiveSplitSpec)!;
        json.Remove("deletionPolicy");
        return json;
    }

    // The serializer writes fields in the order of their declaration, which may change.
    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject json => new JsonObject(json.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, Sorted(p.Value!)))),
        JsonArray list => new JsonArray([.. list.Select(item => Sorted(item!))]),
        _ => node.DeepClone(),
    };
}
