using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api;
using Onair.Api.Common;
using Onair.Kubernetes.Resources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Unreadable;

/// <summary>
/// The conditions and the observed generation of a resource with a field that cannot be read. They are changed as JSON, because the status may
/// contain more than this release knows. A pure function.
/// </summary>
internal static class UnreadableConditions
{
    private static readonly string[] Types = [ConditionTypes.Ready, ConditionTypes.Reconciling, ConditionTypes.Stalled];

    /// <summary>What the user reads: field, value, rule, and what happens until then.</summary>
    public static string Message(UnreadableField field) =>
        $"{field}. Onair skips the resource and leaves everything that belongs to it unchanged. Correct the field, or install a release of Onair that knows the value.";

    /// <summary>The part of the status that says so; null when it does already.</summary>
    /// <param name="resource">The resource as the API server returns it.</param>
    /// <param name="field">The field that cannot be read.</param>
    /// <param name="now">The time of a transition.</param>
    public static JsonObject? After(JsonObject resource, UnreadableField field, DateTimeOffset now)
    {
        JsonArray all = resource["status"]?["conditions"] is JsonArray known ? (JsonArray)known.DeepClone() : [];
        var (generation, observed) = (Number(resource["metadata"]?["generation"]), Number(resource["status"]?["observedGeneration"]));
        var before = Types.Select(type => Find(all, type)).OfType<JsonObject>().Select(Read).OfType<Condition>().ToList();
        var conditions = new Conditions(before, generation, now);
        EndConditions.Unsettled(conditions, new Stall(EndConditions.Unreadable, Message(field)));
        if (observed == generation && conditions.All.SequenceEqual(before)) return null;
        foreach (var condition in conditions.All)
        {
            var json = JsonSerializer.SerializeToNode(condition, OnairJsonContext.Default.Condition);
            if (Find(all, condition.Type) is { } former) all[all.IndexOf(former)] = json;
            else all.Add(json);
        }
        return new() { ["observedGeneration"] = generation, ["conditions"] = all };
    }

    private static JsonObject? Find(JsonArray conditions, string type) =>
        conditions.OfType<JsonObject>().FirstOrDefault(c => c["type"] is JsonValue value && value.TryGetValue<string>(out var text) && text == type);

    // One that cannot be read either is written anew.
    private static Condition? Read(JsonObject condition)
    {
        try
        {
            return condition.Deserialize(OnairJsonContext.Default.Condition);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;
}
