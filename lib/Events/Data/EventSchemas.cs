namespace Onair.Events.Data;

/// <summary>The JSON Schemas of the events' data.</summary>
public static class EventSchemas
{
    /// <summary>What the URIs of all begin with. They are identifiers: a receiver has a copy of the schema, and need not fetch it.</summary>
    public const string BaseUri = "https://onair.dev/schemas/v1alpha1/";

    /// <summary>The type of the data of a kind's events, by the kind as event types have it, e.g. <c>livestream</c>.</summary>
    public static IReadOnlyDictionary<string, Type> Types { get; } = new SortedDictionary<string, Type>(StringComparer.Ordinal)
    {
        ["archivesplit"] = typeof(ArchiveSplitData),
        ["livestream"] = typeof(LiveStreamData),
        ["videoasset"] = typeof(VideoAssetData),
    };

    /// <summary>The URI of the schema of an event's data, e.g. <c>https://onair.dev/schemas/v1alpha1/livestream.json</c>.</summary>
    /// <param name="type">The event's type.</param>
    public static string Uri(string type) => $"{BaseUri}{Kind(type)}.json";

    /// <summary>The kind as an event's type has it, e.g. <c>livestream</c>.</summary>
    /// <param name="type">The event's type.</param>
    public static string Kind(string type) => type[EventTypes.Prefix.Length..type.LastIndexOf('.')];
}
