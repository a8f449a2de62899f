namespace Onair.Events.Data;

/// <summary>The JSON Schemas of the events' data.</summary>
public static class EventSchemas
{
    /// <summary>The start of all schema URIs. They are identifiers: receivers have a copy of the schema, and do not fetch it.</summary>
    public const string BaseUri = "https://onair.dev/schemas/v1alpha1/";

    /// <summary>The URI of the schema of an event's data, e.g. <c>https://onair.dev/schemas/v1alpha1/livestream.json</c>.</summary>
    /// <param name="type">The event's type.</param>
    public static string Uri(string type) => $"{BaseUri}{Kind(type)}.json";

    /// <summary>The kind in an event's type, e.g. <c>livestream</c>.</summary>
    /// <param name="type">The event's type.</param>
    public static string Kind(string type) => type[EventTypes.Prefix.Length..type.LastIndexOf('.')];
}
