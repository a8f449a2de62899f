using k8s.Models;
using Onair.Api.Connectors;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Informers;

namespace Onair.Gateway.Streams;

/// <summary>The streams, from the caches: reading them costs the API server nothing. A stream that is being deleted no longer counts.</summary>
internal sealed class StreamCatalog(Informer<LiveStream> streams, Informer<IvsChannel> channels, Informer<Connector> connectors)
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

    /// <summary>The same, also of a stream that is being deleted.</summary>
    public LiveStream? FindAny(string ns, string id) => streams.ByIndex(ById, id).FirstOrDefault(s => s.Namespace() == ns);

    /// <summary>The providers whose account has reached a quota, as their streams say.</summary>
    public IReadOnlySet<string> ExhaustedProviders() => streams.List().Where(StreamProblem.IsQuota).Select(s => s.ProviderName).ToHashSet(StringComparer.Ordinal);

    /// <summary>The Connectors that the stream API made for the stream.</summary>
    public IEnumerable<Connector> Connectors(LiveStream stream) =>
        new[] { ObjectNames.Chime(stream), ObjectNames.Ivs(stream) }.Select(name => connectors.Get(new(stream.Namespace(), name))).OfType<Connector>()
            .Where(c => c.Metadata.DeletionTimestamp is null && c.IsOwnedBy(stream));

    /// <summary>The stream's IVS channel; null without one.</summary>
    public IvsChannel? Ivs(LiveStream stream) =>
        channels.Get(new(stream.Namespace(), ObjectNames.Ivs(stream))) is { Metadata.DeletionTimestamp: null } channel && channel.IsOwnedBy(stream) ? channel : null;
}
