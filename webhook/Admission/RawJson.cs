using System.Text.Json;

namespace Onair.Webhook.Admission;

/// <summary>Looks into objects that no schema has seen yet.</summary>
internal static class RawJson
{
    /// <summary>The member; undefined when there is none, or no object to have one.</summary>
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    /// <summary>Nothing is there. <c>null</c> is nothing: the API server drops it.</summary>
    public static bool IsAbsent(this JsonElement json) => json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public static bool IsBeingDeleted(this JsonElement json) => !json.Member("metadata").Member("deletionTimestamp").IsAbsent();
}
