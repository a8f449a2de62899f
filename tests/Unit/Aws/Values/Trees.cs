using System.Text.Json.Nodes;

namespace Onair.Tests.Unit.Aws.Values;

internal static class Trees
{
    /// <summary>A tree as text to compare: the order of members means nothing in either protocol.</summary>
    public static string Text(JsonNode tree) => Sorted(tree).ToJsonString();

    private static JsonNode Sorted(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, (JsonNode?)Sorted(p.Value!)))),
        JsonArray a => new JsonArray([.. a.Select(i => Sorted(i!))]),
        _ => node.DeepClone(),
    };
}
