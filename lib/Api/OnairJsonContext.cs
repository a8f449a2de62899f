using System.Text.Json.Serialization;
using Onair.Api.ArchiveSplits;
using Onair.Api.BroadcastSites;
using Onair.Api.Connectors;
using Onair.Api.EventSinks;
using Onair.Api.HlsBroadcasts;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Serialization;

namespace Onair.Api;

/// <summary>Source-generated JSON of the custom resources.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(TimeConverter)])]
[JsonSerializable(typeof(LiveStream))]
[JsonSerializable(typeof(ResourceList<LiveStream>))]
[JsonSerializable(typeof(ArchiveSplit))]
[JsonSerializable(typeof(ResourceList<ArchiveSplit>))]
[JsonSerializable(typeof(VideoAsset))]
[JsonSerializable(typeof(ResourceList<VideoAsset>))]
[JsonSerializable(typeof(Connector))]
[JsonSerializable(typeof(ResourceList<Connector>))]
[JsonSerializable(typeof(IvsChannel))]
[JsonSerializable(typeof(ResourceList<IvsChannel>))]
[JsonSerializable(typeof(HlsBroadcast))]
[JsonSerializable(typeof(ResourceList<HlsBroadcast>))]
[JsonSerializable(typeof(BroadcastSite))]
[JsonSerializable(typeof(ResourceList<BroadcastSite>))]
[JsonSerializable(typeof(EventSink))]
[JsonSerializable(typeof(ResourceList<EventSink>))]
[JsonSerializable(typeof(MediaProvider))]
[JsonSerializable(typeof(ResourceList<MediaProvider>))]
public sealed partial class OnairJsonContext : JsonSerializerContext;
