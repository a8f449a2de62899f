using System.Reflection;
using System.Text.Json.Nodes;
using Onair.Api.Common;

namespace Onair.CrdGenerator.Reference;

/// <summary>The formats of strings that several fields share, each explained once in the index.</summary>
internal static class Formats
{
    private static readonly FieldInfo[] All =
        [.. typeof(Patterns).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).OrderBy(field => field.Name, StringComparer.Ordinal)];

    /// <summary>The format of the strings of a field or of its items; empty when any string is valid.</summary>
    public static string Of(JsonObject schema)
    {
        var items = (schema["items"] ?? schema["additionalProperties"])?["pattern"];
        if ((string?)(schema["pattern"] ?? items) is not { } pattern) return "";
        var subject = items is null ? "Format" : "Format of each";
        return Array.Find(All, field => (string?)field.GetRawConstantValue() == pattern) is { } known
            ? $"{subject}: [{known.Name}](README.md#formats)."
            : $"{subject}: {Markdown.Code(pattern)}.";
    }

    public static string Table(Documentation documentation) => Markdown.Table(
        ["Format", "Means", "Regular expression"],
        All.Select(field => new[]
        {
            field.Name, documentation.Markdown(field), Markdown.Code((string)field.GetRawConstantValue()!),
        }));
}
