using System.Text.Json.Serialization;

namespace Onair.Events.Formats.Plain;

/// <summary>Source-generated JSON of format Plain.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PlainVideo))]
[JsonSerializable(typeof(PlainStream))]
[JsonSerializable(typeof(PlainStreamingEvent))]
[JsonSerializable(typeof(PlainAnalytics))]
internal sealed partial class PlainJsonContext : JsonSerializerContext;
