using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests;

/// <summary>A place in a schema.</summary>
/// <param name="Path">Where, e.g. <c>spec.schedule[].start</c>: <c>[]</c> for the items of a list, <c>{}</c> for the values of a map.</param>
/// <param name="Schema">The schema of what is there.</param>
/// <param name="Owner">The object that this is a field of; null for the root, items and values.</param>
public sealed record SchemaNode(string Path, JsonObject Schema, SchemaNode? Owner)
{
    /// <summary>The name of the field; empty for what is none.</summary>
    public string Name => Owner is null ? "" : Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>Whether its object must have it.</summary>
    public bool IsRequired => Owner?.Schema["required"] is JsonArray required && required.Any(name => (string?)name == Name);

    /// <summary>The schema of the spec and all below it.</summary>
    public static IEnumerable<SchemaNode> All(Crd crd) => All(new SchemaNode("spec", crd.Spec, null));

    /// <summary>The schema of the status and all below it.</summary>
    public static IEnumerable<SchemaNode> Status(Crd crd) => All(new SchemaNode("status", crd.Status, null));

    /// <summary>Whether it has nothing below it.</summary>
    public bool IsLeaf => Schema["properties"] is null && Schema["items"] is null && Schema["additionalProperties"] is null;

    private static IEnumerable<SchemaNode> All(SchemaNode node)
    {
        yield return node;
        var below = (node.Schema["properties"] as JsonObject ?? [])
            .Select(member => new SchemaNode($"{node.Path}.{member.Key}", (JsonObject)member.Value!, node));
        if (node.Schema["items"] is JsonObject items) below = below.Append(new($"{node.Path}[]", items, null));
        if (node.Schema["additionalProperties"] is JsonObject values) below = below.Append(new($"{node.Path}{{}}", values, null));
        foreach (var nested in below.SelectMany(All)) yield return nested;
    }
}
