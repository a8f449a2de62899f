using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Onair.Tests.Manifests.Forgery;

/// <summary>A field of a status that has no fields of its own.</summary>
/// <param name="Path">Where, e.g. <c>status.sessions[].id</c>.</param>
/// <param name="Schema">The schema of its value.</param>
public sealed record StatusField(string Path, JsonObject Schema)
{
    private const string Past = "2020-01-01T00:00:00Z";
    private const string Future = "2099-01-01T00:00:00Z";

    /// <summary>Whether its value can name something: any text, but a time or one of a few words.</summary>
    public bool IsText => (string?)Schema["type"] == "string" && !IsTime && Schema["enum"] is null;

    /// <summary>Whether its value is a time.</summary>
    public bool IsTime => (string?)Schema["format"] == "date-time";

    /// <summary>The values to try where none can name anything: a past and a future time, nothing and a great deal, each of a few words.</summary>
    public IReadOnlyList<JsonNode> Extremes => (string?)Schema["type"] switch
    {
        "boolean" => [true, false],
        "integer" or "number" => [0, int.MaxValue],
        _ when Schema["enum"] is JsonArray words => [.. words.Select(word => word!)],
        _ when IsTime => [Past, Future],
        var type => throw new NotSupportedException($"{Path}: add extreme values of type {type}"),
    };

    /// <summary>Whether the API server accepts a text here.</summary>
    public bool Takes(string text) => (string?)Schema["pattern"] is not { } pattern || Regex.IsMatch(text, pattern);

    /// <summary>All of a kind.</summary>
    public static IReadOnlyList<StatusField> Of(Crd crd) => [.. SchemaNode.Status(crd).Where(node => node.IsLeaf).Select(node => new StatusField(node.Path, node.Schema))];
}
