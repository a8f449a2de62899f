using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Tests.Bench.Connectors;

/// <summary>What tests have measured of connectors, in the order in which it was measured (<c>tests/Support/Figures.cs</c>).</summary>
internal sealed class ConnectorFigures(IReadOnlyList<JsonObject> all)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly IReadOnlyList<JsonObject> _all = all;

    /// <summary>The figures of one kind.</summary>
    public IReadOnlyList<JsonObject> Of(string kind) => [.. _all.Where(f => Text(f, "kind") == kind)];

    /// <summary>The figures of one measurement; null if there are none.</summary>
    public JsonObject? Find(string kind, string name) => Of(kind).FirstOrDefault(f => Text(f, "name") == name);

    /// <summary>These figures, and those of another run that were not measured again.</summary>
    public ConnectorFigures Or(ConnectorFigures former) => new(
        [.. former._all.Select(f => Find(Text(f, "kind"), Text(f, "name")) ?? f), .. _all.Where(f => former.Find(Text(f, "kind"), Text(f, "name")) is null)]);

    /// <summary>A file with a JSON array.</summary>
    public string Write() => new JsonArray([.. _all.Select(f => f.DeepClone())]).ToJsonString(Indented) + "\n";

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static ConnectorFigures Read(string json) => new([.. JsonNode.Parse(json)!.AsArray().Select(f => f!.AsObject())]);

    /// <summary>Reads one object a line. A test that was run again counts by its last run.</summary>
    public static ConnectorFigures ReadLines(IEnumerable<string> lines)
    {
        var all = lines.Where(l => l.Length > 0).Select(l => JsonNode.Parse(l)!.AsObject()).ToList();
        return new([.. all.Where((f, i) => !all.Skip(i + 1).Any(later => Text(later, "kind") == Text(f, "kind") && Text(later, "name") == Text(f, "name")))]);
    }

    /// <summary>A number of a measurement.</summary>
    public static double Number(JsonObject figures, string name) => (double)figures[name]!;

    /// <summary>A text of a measurement.</summary>
    public static string Text(JsonObject figures, string name) => (string)figures[name]!;
}
