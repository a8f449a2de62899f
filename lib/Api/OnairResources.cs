using Onair.Api.ArchiveSplits;
using Onair.Api.Connectors;
using Onair.Api.EventSinks;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;

namespace Onair.Api;

/// <summary>Where each custom resource is in the Kubernetes API.</summary>
public static class OnairResources
{
    /// <summary>Live channels.</summary>
    public static ResourceType<LiveStream> LiveStreams { get; } = new(
        Group.Name, Group.Version, "livestreams", "LiveStream",
        OnairJsonContext.Default.LiveStream, OnairJsonContext.Default.ResourceListLiveStream);

    /// <summary>Recordings that are split into sections.</summary>
    public static ResourceType<ArchiveSplit> ArchiveSplits { get; } = new(
        Group.Name, Group.Version, "archivesplits", "ArchiveSplit",
        OnairJsonContext.Default.ArchiveSplit, OnairJsonContext.Default.ResourceListArchiveSplit);

    /// <summary>Videos at a video service.</summary>
    public static ResourceType<VideoAsset> VideoAssets { get; } = new(
        Group.Name, Group.Version, "videoassets", "VideoAsset",
        OnairJsonContext.Default.VideoAsset, OnairJsonContext.Default.ResourceListVideoAsset);

    /// <summary>Meetings, pages and streams that are pushed to a target.</summary>
    public static ResourceType<Connector> Connectors { get; } = new(
        Group.Name, Group.Version, "connectors", "Connector",
        OnairJsonContext.Default.Connector, OnairJsonContext.Default.ResourceListConnector);

    /// <summary>Channels of Amazon IVS.</summary>
    public static ResourceType<IvsChannel> IvsChannels { get; } = new(
        Group.Name, Group.Version, "ivschannels", "IvsChannel",
        OnairJsonContext.Default.IvsChannel, OnairJsonContext.Default.ResourceListIvsChannel);

    /// <summary>Event receivers.</summary>
    public static ResourceType<EventSink> EventSinks { get; } = new(
        Group.Name, Group.Version, "eventsinks", "EventSink",
        OnairJsonContext.Default.EventSink, OnairJsonContext.Default.ResourceListEventSink);

    /// <summary>AWS accounts and video services.</summary>
    public static ResourceType<MediaProvider> MediaProviders { get; } = new(
        Group.Name, Group.Version, "mediaproviders", "MediaProvider",
        OnairJsonContext.Default.MediaProvider, OnairJsonContext.Default.ResourceListMediaProvider, Namespaced: false);
}
