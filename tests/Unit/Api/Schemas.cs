using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.CrdGenerator;

namespace Onair.Tests.Unit.Api;

/// <summary>The schemas that the generator makes.</summary>
internal static class Schemas
{
    private static readonly Documentation Documentation = Documentation.Of(typeof(Group).Assembly);

    public static JsonObject Whole(Type type) =>
        new SchemaBuilder(Documentation, withDefaults: type != typeof(LiveStreamStatus)).Object(type, "Test.");

    /// <summary>The schema and all below it, by path.</summary>
    public static IEnumerable<(string Path, JsonObject Schema)> Of(Type type) => Walk("", Whole(type));

    public static JsonObject At(Type type, string path) => Of(type).Single(node => node.Path == path).Schema;

    private static IEnumerable<(string Path, JsonObject Schema)> Walk(string path, JsonObject schema)
    {
        yield return (path, schema);
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
        {
            foreach (var node in Walk(path.Length == 0 ? name : $"{path}.{name}", (JsonObject)member!)) yield return node;
        }

        if (schema["items"] is not JsonObject items) yield break;
        foreach (var node in Walk($"{path}[]", items)) yield return node;
    }
}
