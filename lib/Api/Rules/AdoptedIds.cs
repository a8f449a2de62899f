using System.Text.Json;
using Onair.Api.Common;

namespace Onair.Api.Rules;

/// <summary>Reads the annotation <c>onair.dev/adopt</c>: a JSON object with the ids of existing resources.</summary>
public static class AdoptedIds
{
    /// <summary>Returns the ids by name, or the problem with the annotation.</summary>
    /// <param name="annotation">The annotation's value; null when there is none.</param>
    /// <param name="names">The names that the kind accepts.</param>
    public static (IReadOnlyDictionary<string, string> Ids, Violation? Problem) Read(string? annotation, IReadOnlyList<string> names)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        if (string.IsNullOrWhiteSpace(annotation)) return (ids, null);
        try
        {
            using var json = JsonDocument.Parse(annotation);
            if (json.RootElement.ValueKind != JsonValueKind.Object) return (ids, Problem("must be a JSON object"));
            foreach (var member in json.RootElement.EnumerateObject())
            {
                if (!names.Contains(member.Name)) return (ids, Problem($"contains the unknown name \"{member.Name}\""));
                if (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString() is not { Length: > 0 } id)
                    return (ids, Problem($"must have a string for \"{member.Name}\""));
                ids[member.Name] = id;
            }
        }
        catch (JsonException)
        {
            return (ids, Problem("must be valid JSON"));
        }
        return (ids, null);

        Violation Problem(string what) =>
            new($"metadata.annotations[{Annotations.Adopt}]", annotation, $"{what}; valid names are {string.Join(", ", names)}");
    }
}
