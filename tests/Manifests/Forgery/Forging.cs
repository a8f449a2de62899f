using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests.Forgery;

/// <summary>Writes a status that somebody forges.</summary>
/// <param name="status">The status of their own object.</param>
/// <param name="example">A status of an object like it, in its own names.</param>
/// <param name="moment">Which of the moments it is, from 0: values that can name nothing alternate.</param>
public delegate JsonObject ForgedStatus(JsonObject status, JsonObject example, int moment);

/// <summary>One way to forge a status.</summary>
/// <param name="Fields">Which fields are forged.</param>
/// <param name="Write">Writes the status.</param>
public sealed record Forging(string Fields, ForgedStatus Write)
{
    /// <summary>It varies a value that names nothing.</summary>
    public bool IsVariation { get; init; }

    /// <summary>All ways for a kind: each field that can name something, each member, and the whole; the latter with each other field at its extremes.</summary>
    /// <param name="crd">The kind.</param>
    /// <param name="victim">The status of somebody else's object.</param>
    /// <param name="history">All that this status ever had, see <see cref="StatusDocument.Merged"/>.</param>
    /// <param name="names">Names of theirs to try in the fields that their status never had.</param>
    public static IReadOnlyList<Forging> All(Crd crd, JsonObject victim, JsonObject history, IReadOnlyList<string> names)
    {
        var fields = StatusField.Of(crd);
        var text = fields.Where(f => f.IsText).ToLookup(f => StatusDocument.Values(history, f.Path).Any());
        var times = fields.Where(f => f.IsTime).ToList();
        return
        [
            new("the whole status", (_, _, _) => Copy(victim)),
            new("the whole status, with all that it ever had", (_, _, _) => Copy(history)),
            new("the whole status, with all times over", (_, _, _) => times.Aggregate(Copy(history), (status, time) => Extreme(status, time, 0))),
            new("the whole status, with all times to come", (_, _, _) => times.Aggregate(Copy(history), (status, time) => Extreme(status, time, 1))),
            .. history.Select(member => new Forging($"status.{member.Key} with all below", (own, _, _) => Replaced(own, member.Key, member.Value!))),
            .. text[true].Select(field => Single(field, StatusDocument.Values(history, field.Path).Last())),
            .. names.Select(name => Unknown(name, [.. text[false].Where(field => field.Takes(name))])),
            .. fields.Where(f => !f.IsText).Select(field => new Forging($"the whole status, with {field.Path} at its extremes", (_, _, moment) => Extreme(Copy(history), field, moment)) { IsVariation = true }),
        ];

        Forging Single(StatusField field, JsonNode value) => new(field.Path, (own, example, _) => StatusDocument.With(own, field.Path, value, crd.Status, example));

        Forging Unknown(string name, IReadOnlyList<StatusField> unknown) => new(
            $"{(name.Length > 100 ? $"{name[..100]}…" : name)} in {string.Join(", ", unknown.Select(field => field.Path))}",
            (own, example, _) => unknown.Aggregate(own, (status, field) => StatusDocument.With(status, field.Path, name, crd.Status, example)));

        JsonObject Extreme(JsonObject status, StatusField field, int moment) =>
            StatusDocument.With(status, field.Path, field.Extremes[moment % field.Extremes.Count], crd.Status);
    }

    private static JsonObject Copy(JsonObject status) => (JsonObject)status.DeepClone();

    private static JsonObject Replaced(JsonObject own, string member, JsonNode value)
    {
        var copy = Copy(own);
        copy[member] = value.DeepClone();
        return copy;
    }
}
