using Onair.Api.LiveStreams;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>What an action on AWS needs to know.</summary>
/// <param name="Stream">The current state of the stream.</param>
/// <param name="Account">The account of its provider.</param>
/// <param name="Cluster">The cluster's name, for tags.</param>
/// <param name="StreamKey">The stream key; set only when an input is created. Never logged.</param>
internal sealed record StreamContext(LiveStream Stream, ProviderAccount Account, string Cluster, string? StreamKey)
{
    /// <summary>User name and password of each source, in the order of the spec; set only for pull inputs. Never logged.</summary>
    public IReadOnlyList<SourceCredentials?> Sources { get; init; } = [];

    public string Name => $"onair-{Stream.Metadata.Namespace}-{Stream.Metadata.Name}";

    /// <summary>MediaPackage ids are chosen by the client, so the uid makes creation idempotent.</summary>
    public string PackageId => $"onair-{Stream.Uid}";

    public Dictionary<string, string> Tags => new(StringComparer.Ordinal)
    {
        [Api.Common.Tags.Uid] = Stream.Uid,
        [Api.Common.Tags.Resource] = $"LiveStream/{Stream.Metadata.Namespace}/{Stream.Metadata.Name}",
        [Api.Common.Tags.Cluster] = Cluster,
    };

    /// <summary>Whether the tags prove that the resource belongs to this stream.</summary>
    public bool Owns(Dictionary<string, string>? tags) => tags?.GetValueOrDefault(Api.Common.Tags.Uid) == Stream.Uid;

    // A record prints its members, and a key must not appear in a log.
    public override string ToString() => Name;
}
