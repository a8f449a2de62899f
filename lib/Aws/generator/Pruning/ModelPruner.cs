using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Aws.ServiceModels;

namespace Onair.Aws.Generator.Pruning;

/// <summary>
/// Reduces a service's files to some of its operations, without prose. Operations keep the order in which they are listed and shapes
/// are sorted, so the result depends on the facts alone: pruning a pruned file changes nothing.
/// </summary>
internal static class ModelPruner
{
    /// <summary>What a <c>service-2.json</c> says about the operations and the shapes they reach.</summary>
    /// <exception cref="InvalidModelException">An operation or a shape is not in the model.</exception>
    public static JsonObject Model(byte[] json, string file, IReadOnlyList<string> operations)
    {
        using var stream = new MemoryStream(json);
        var shapes = ReachableShapes.Of(ServiceModel.Read(stream, file), operations);
        var model = JsonNode.Parse(json)!;
        return new JsonObject
        {
            ["metadata"] = model["metadata"]!.DeepClone(),
            ["operations"] = Select(model["operations"]!, operations),
            ["shapes"] = Select(model["shapes"]!, shapes.Order(StringComparer.Ordinal)),
        };
    }

    /// <summary>
    /// What a <c>paginators-1.json</c> says about the operations; null when none of them returns pages. Left out is GetMetricData, whose
    /// pages are of several lists: it continues a metric's list in the next page, so that items alone say little.
    /// </summary>
    public static JsonObject? Paginators(byte[] json, IReadOnlyList<string> operations)
    {
        var all = JsonNode.Parse(json)!["pagination"]!.AsObject();
        var paged = operations.Where(o => all[o]?["result_key"] is JsonValue).Order(StringComparer.Ordinal).ToList();
        return paged.Count == 0 ? null : new JsonObject { ["pagination"] = Select(all, paged) };
    }

    private static JsonObject Select(JsonNode all, IEnumerable<string> names) =>
        new(names.Select(name => KeyValuePair.Create(name, WithoutProse(all[name]))));

    // A member can have the name "documentation" too: a member is an object, prose is a string.
    private static JsonNode? WithoutProse(JsonNode? node) => node switch
    {
        JsonObject value => new JsonObject(value
            .Where(p => p.Key != "documentation" || p.Value?.GetValueKind() != JsonValueKind.String)
            .Select(p => KeyValuePair.Create(p.Key, WithoutProse(p.Value)))),
        JsonArray value => new JsonArray([.. value.Select(WithoutProse)]),
        null => null,
        _ => node.DeepClone(),
    };
}
