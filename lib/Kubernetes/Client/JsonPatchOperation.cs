using System.Text.Json.Nodes;

namespace Onair.Kubernetes.Client;

/// <summary>One operation of a JSON patch (RFC 6902).</summary>
/// <param name="Op">add, remove, replace, move, copy or test.</param>
/// <param name="Path">JSON pointer, e.g. <c>/metadata/finalizers/-</c>.</param>
/// <param name="Value">The value of add, replace and test.</param>
/// <param name="From">The source of move and copy.</param>
public sealed record JsonPatchOperation(string Op, string Path, JsonNode? Value = null, string? From = null)
{
    internal JsonObject ToJson()
    {
        var json = new JsonObject { ["op"] = Op, ["path"] = Path };
        if (From is not null) json["from"] = From;
        if (Op is "add" or "replace" or "test") json["value"] = Value?.DeepClone();
        return json;
    }
}
