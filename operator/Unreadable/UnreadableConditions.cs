using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Unreadable;

/// <summary>The conditions of a resource with a field that cannot be read. They are changed as JSON, because they may contain more than this release knows. A pure function.</summary>
internal static class UnreadableConditions
{
    /// <summary>The reason of the conditions and of the Event.</summary>
    public const string Reason = "Unreadable";

    private static readonly (string Type, ConditionStatus Status)[] States =
        [(ConditionTypes.Ready, ConditionStatus.False), (ConditionTypes.Reconciling, ConditionStatus.False), (ConditionTypes.Stalled, ConditionStatus.True)];

    /// <summary>What the user reads: field, value, rule, and what happens until then.</summary>
    public static string Message(UnreadableField field) =>
        $"{field}. Onair skips the resource and leaves everything that belongs to it unchanged. Correct the field, or install a release of Onair that knows the value.";

    /// <summary>The conditions with the problem; null when they already show it.</summary>
    /// <param name="resource">The resource as the API server returns it.</param>
    /// <param name="field">The field that cannot be read.</param>
    /// <param name="now">The time of a transition.</param>
    public static JsonArray? After(JsonObject resource, UnreadableField field, DateTimeOffset now)
    {
        JsonArray conditions = resource["status"]?["conditions"] is JsonArray known ? (JsonArray)known.DeepClone() : [];
        var (generation, message, changed) = (resource["metadata"]?["generation"]?.DeepClone(), Message(field), false);
        foreach (var (type, status) in States)
        {
            var before = conditions.OfType<JsonObject>().FirstOrDefault(c => Text(c, "type") == type);
            var sameStatus = before is not null && Text(before, "status") == $"{status}";
            if (sameStatus && Text(before!, "reason") == Reason && Text(before!, "message") == message && JsonNode.DeepEquals(before!["observedGeneration"], generation)) continue;
            changed = true;
            var after = new JsonObject
            {
                ["type"] = type,
                ["status"] = $"{status}",
                ["lastTransitionTime"] = sameStatus && before!["lastTransitionTime"] is { } time
                    ? time.DeepClone() : now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["reason"] = Reason,
                ["message"] = message,
            };
            if (generation is not null) after["observedGeneration"] = generation.DeepClone();
            if (before is null) conditions.Add((JsonNode)after);
            else conditions[conditions.IndexOf(before)] = after;
        }
        return changed ? conditions : null;
    }

    private static string? Text(JsonObject condition, string member) => condition[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
