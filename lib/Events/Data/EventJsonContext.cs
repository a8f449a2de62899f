using System.Text.Json.Serialization;
using Onair.Kubernetes.Serialization;

namespace Onair.Events.Data;

/// <summary>Source-generated JSON of the events' data.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(LiveStreamData))]
[JsonSerializable(typeof(ArchiveSplitData))]
[JsonSerializable(typeof(IvsChannelData))]
[JsonSerializable(typeof(VideoAssetData))]
[JsonSerializable(typeof(ConnectorData))]
[JsonSerializable(typeof(HlsBroadcastData))]
[JsonSerializable(typeof(BroadcastSiteData))]
[JsonSerializable(typeof(PlayerData))]
public sealed partial class EventJsonContext : JsonSerializerContext;
