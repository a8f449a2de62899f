using Onair.Api;
using Onair.Kubernetes;

namespace Onair.Operator.Resources;

/// <summary>The custom resources' places in the API.</summary>
internal static class OnairResources
{
    public static ResourceType<LiveStream> LiveStreams { get; } = new(
        Group.Name, Group.Version, "livestreams", "LiveStream",
        OnairJsonContext.Default.LiveStream, OnairJsonContext.Default.ResourceListLiveStream);

    public static ResourceType<MediaProvider> MediaProviders { get; } = new(
        Group.Name, Group.Version, "mediaproviders", "MediaProvider",
        OnairJsonContext.Default.MediaProvider, OnairJsonContext.Default.ResourceListMediaProvider, Namespaced: false);
}
