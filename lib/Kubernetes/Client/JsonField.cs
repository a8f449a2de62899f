using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Primitives;

namespace Onair.Kubernetes.Client;

/// <summary>Finds the value that a <see cref="JsonException"/> is about.</summary>
internal static class JsonField
{
    private const int LongestValue = 100;

    /// <summary>Removes the value from an object of the API, unless it belongs to its metadata, which nothing works without.</summary>
    /// <param name="root">The object.</param>
    /// <param name="path">The value's path as System.Text.Json writes it, e.g. <c>$.spec.schedule[0].start</c>.</param>
    /// <returns>The path without <c>$.</c> and the value; null when nothing was removed.</returns>
    public static (string Path, string Value)? Remove(JsonObject root, string? path)
    {
        JsonNode? found = root;
        Action? remove = null;
        var (text, rest) = ("", path is { Length: > 1 } ? path[1..] : "");
        while (rest.Length > 0)
        {
            var (name, index, length) = Step(rest);
            JsonNode? next;
            if (found is JsonObject obj && name is not null && obj.TryGetPropertyValue(name, out next)) remove = () => obj.Remove(name);
            else if (found is JsonArray list && name is null && index < list.Count)
            {
                next = list[index];
                remove = () => list.RemoveAt(index);
            }
            // The path ends in a member that is missing: its parent cannot be read.
            else break;
            (found, text, rest) = (next, text + rest[..length], rest[length..]);
        }
        if (remove is null || text is ".metadata" || text.StartsWith(".metadata.", StringComparison.Ordinal)) return null;
        var value = found is JsonObject or JsonArray ? "" : found?.GetValueKind() == JsonValueKind.String ? found.GetValue<string>() : found?.ToJsonString() ?? "null";
        remove();
        return (text[1..], Ellipsis.Cut(value, LongestValue + 1));
    }

    // .name, ['name with.dots'] or [0]
    private static (string? Name, int Index, int Length) Step(string path)
    {
        if (path.StartsWith("['", StringComparison.Ordinal) && path.IndexOf("']", StringComparison.Ordinal) is > 0 and var quote)
            return (path[2..quote], 0, quote + 2);
        if (path[0] == '[' && path.IndexOf(']', StringComparison.Ordinal) is > 0 and var end && int.TryParse(path.AsSpan(1, end - 1), out var index))
            return (null, index, end + 1);
        var next = path.AsSpan(1).IndexOfAny('.', '[');
        var length = next < 0 ? path.Length : next + 1;
        return (path[1..length], 0, length);
    }
}
