using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Onair.Webhook.Admission;

/// <summary>The object that the API server has stored.</summary>
internal static class Stored
{
    /// <summary>The object; null when it is missing or unreadable, which is no reason to refuse anything.</summary>
    public static T? Read<T>(JsonElement json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.ValueKind == JsonValueKind.Object ? json.Deserialize(type) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
