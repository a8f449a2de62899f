using System.Text.Json;

namespace Onair.Api.Rules;

/// <summary>Reads objects that have not been checked against the schema yet.</summary>
public static class RawJson
{
    /// <summary>The member; undefined when it is missing or this is not an object.</summary>
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    /// <summary>Whether it is missing. <c>null</c> counts as missing: the API server drops it.</summary>
    public static bool IsAbsent(this JsonElement json) => json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>Whether the object is being deleted.</summary>
    public static bool IsBeingDeleted(this JsonElement json) => !json.Member("metadata").Member("deletionTimestamp").IsAbsent();
}
