using k8s.Models;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Informers;

namespace Onair.Gateway.Streams;

/// <summary>The streams, from the caches: reading them costs the API server nothing. A stream that is being deleted no longer counts.</summary>
internal sealed class StreamCatalog(Informer<LiveStream> streams, Informer<IvsChannel> channels)
{
    /// <summary>The index of LiveStreams by uid.</summary>
    public const string ById = "id";

    public Informer<LiveStream> Streams => streams;

    /// <summary>The streams of a namespace, the oldest first.</summary>
    public IReadOnlyList<LiveStream> List(string ns) =>
    [
        .. streams.List().Where(s => s.Namespace() == ns && s.Metadata.DeletionTimestamp is null)
            .OrderBy(s => s.Metadata.CreationTimestamp).ThenBy(s => s.Name(), StringComparer.Ordinal),
    ];

    /// <summary>The stream of a namespace with an id; null when there is none.</summary>
    public LiveStream? Find(string ns, string id) =>
        streams.ByIndex(ById, id).FirstOrDefault(s => s.Namespace() == ns && s.Metadata.DeletionTimestamp is null);

    /// <summary>The stream's IVS channel; null without one.</summary>
    public IvsChannel? Ivs(LiveStream stream) =>
        channels.Get(new(stream.Namespace(), ObjectNames.Ivs(stream))) is { Metadata.DeletionTimestamp: null } channel && channel.IsOwnedBy(stream) ? channel : null;
}
