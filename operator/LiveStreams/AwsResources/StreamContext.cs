using k8s.Models;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>What an action on AWS needs to know.</summary>
/// <param name="Stream">The current state of the stream.</param>
/// <param name="Account">The account of its provider.</param>
/// <param name="Cluster">The cluster's name, for tags.</param>
/// <param name="StreamKey">The stream key; set only when a push input is created or compared. Never logged.</param>
internal sealed record StreamContext(LiveStream Stream, ProviderAccount Account, string Cluster, string? StreamKey)
    : OwnerContext(OnairResources.LiveStreams.Kind, Stream.Metadata, Account, Cluster)
{
    /// <summary>User name and password of each source, in the order of the spec; set only for pull inputs. Never logged.</summary>
    public IReadOnlyList<SourceCredentials?> Sources { get; init; } = [];

    /// <summary>The playlist of the stream's own endpoint, as this round has seen it; null when it was not seen.</summary>
    public Uri? Playlist { get; init; }

    /// <summary>The largest page that MediaLive's lists return (API reference, maxResults).</summary>
    public const int PageSize = 1000;

    // MediaLive's limit on names. A name in Kubernetes can be longer.
    private const int MostName = 256;

    public string Name => OwnershipTags.Short($"onair-{Stream.Namespace()}-{Stream.Metadata.Name}", MostName);

    /// <summary>MediaPackage ids are chosen by the client, so the uid makes creation idempotent.</summary>
    public string PackageId => $"onair-{Stream.Uid}";

    // A record prints its members, and a key must not appear in a log.
    public override string ToString() => Name;
}
