using k8s.Models;
using Onair.Api.HlsBroadcasts;
using Onair.Kubernetes.Informers;

namespace Onair.Gateway.Broadcasts;

/// <summary>The S3 broadcasts, from the cache. One that is being deleted no longer counts.</summary>
internal sealed class BroadcastCatalog(Informer<HlsBroadcast> broadcasts)
{
    /// <summary>The index of HlsBroadcasts by uid.</summary>
    public const string ById = "id";

    public Informer<HlsBroadcast> Broadcasts => broadcasts;

    /// <summary>The broadcast of a namespace with an id; null when there is none.</summary>
    public HlsBroadcast? Find(string ns, string id) =>
        broadcasts.ByIndex(ById, id).FirstOrDefault(b => b.Namespace() == ns && b.Metadata.DeletionTimestamp is null);
}
