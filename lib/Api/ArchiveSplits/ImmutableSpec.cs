using System.Text.Json.Nodes;
using Onair.Api.Rules;

namespace Onair.Api.ArchiveSplits;

/// <summary>Only the first accepted spec is carried out, because outputs of two specs must not mix.</summary>
internal static class ImmutableSpec
{
    private const int Digits = 12;
    private const string Remedy = "create another ArchiveSplit";

    public static IEnumerable<Violation> Unchanged(ArchiveSplitCase split)
    {
        var (now, accepted) = (SpecHash.Of(split.Split.Spec), split.Split.Recorded.AcceptedSpec);
        // Restoring the accepted spec is always allowed, whatever is stored.
        if (now == accepted) return [];
        if (split.Before is { } before && SpecHash.Of(before) != now)
            return Changes(SpecHash.Json(before), SpecHash.Json(split.Split.Spec), "spec").Select(c => new Violation(c.Field, c.Value, $"cannot be changed; {Remedy}"));
        return accepted is null ? [] : [new("spec", now[..Digits], $"does not match the accepted spec, {accepted[..Digits]} in status.acceptedSpec; restore the accepted spec or {Remedy}")];
    }

    private static IEnumerable<(string Field, string Value)> Changes(JsonObject before, JsonObject after, string path) =>
        from name in before.Select(p => p.Key).Union(after.Select(p => p.Key))
        let old = before[name]
        let value = after[name]
        where !JsonNode.DeepEquals(old, value)
        from change in old is JsonObject a && value is JsonObject b ? Changes(a, b, $"{path}.{name}")
            : [($"{path}.{name}", value is JsonArray list ? $"{list.Count} {name}" : $"{value}")]
        select change;
}
