using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.LiveStreams;

namespace Onair.Gateway.Streams;

/// <summary>What the stream API creates for a stream belongs to it, and goes with it.</summary>
internal static class Ownership
{
    /// <summary>The reference to the owner. It does not block the owner's deletion, which would take a right on its finalizers.</summary>
    public static IList<V1OwnerReference> By(LiveStream stream) =>
    [
        new()
        {
            ApiVersion = OnairResources.LiveStreams.ApiVersion,
            Kind = OnairResources.LiveStreams.Kind,
            Name = stream.Metadata.Name!,
            Uid = stream.Uid,
            Controller = true,
        },
    ];

    public static bool IsOwned(IKubernetesObject<V1ObjectMeta> obj, LiveStream stream) => obj.Metadata.OwnerReferences?.Any(o => o.Uid == stream.Uid) == true;
}
