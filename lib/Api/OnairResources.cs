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

namespace Onair.Api;

/// <summary>The custom resources: all kinds, and where each is in the Kubernetes API.</summary>
public static class OnairResources
{
    /// <summary>All kinds. What handles every kind enumerates them, and messages list them in this order.</summary>
    public static IReadOnlyList<KindDefinition> Kinds { get; } =
    [
        LiveStreamKind.Definition, IvsChannelKind.Definition, ArchiveSplitKind.Definition, VideoAssetKind.Definition, ConnectorKind.Definition,
        HlsBroadcastKind.Definition, BroadcastSiteKind.Definition, EventSinkKind.Definition, MediaProviderKind.Definition,
    ];

    /// <summary>Live channels.</summary>
    public static ResourceType<LiveStream> LiveStreams => LiveStreamKind.Definition.Type;

    /// <summary>Recordings that are split into sections.</summary>
    public static ResourceType<ArchiveSplit> ArchiveSplits => ArchiveSplitKind.Definition.Type;

    /// <summary>Videos at a video service.</summary>
    public static ResourceType<VideoAsset> VideoAssets => VideoAssetKind.Definition.Type;

    /// <summary>Meetings, pages and streams that are pushed to a target.</summary>
    public static ResourceType<Connector> Connectors => ConnectorKind.Definition.Type;

    /// <summary>Channels of Amazon IVS.</summary>
    public static ResourceType<IvsChannel> IvsChannels => IvsChannelKind.Definition.Type;

    /// <summary>Broadcasts that encoders upload as HLS.</summary>
    public static ResourceType<HlsBroadcast> HlsBroadcasts => HlsBroadcastKind.Definition.Type;

    /// <summary>Web sites whose visitors broadcast webcams.</summary>
    public static ResourceType<BroadcastSite> BroadcastSites => BroadcastSiteKind.Definition.Type;

    /// <summary>Event receivers.</summary>
    public static ResourceType<EventSink> EventSinks => EventSinkKind.Definition.Type;

    /// <summary>AWS accounts and video services.</summary>
    public static ResourceType<MediaProvider> MediaProviders => MediaProviderKind.Definition.Type;

    /// <summary>The definition of a kind.</summary>
    /// <param name="kind">The kind, e.g. <c>LiveStream</c>.</param>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static KindDefinition Kind(string kind) => Kinds.FirstOrDefault(known => known.Kind == kind)
        ?? throw new ArgumentException($"\"{kind}\" is not a kind of Onair; {nameof(OnairResources)}.{nameof(Kinds)} lists them", nameof(kind));
}
