using k8s.Models;
using Onair.Api.LiveStreams;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>What an action on AWS needs to know.</summary>
/// <param name="Stream">The current state of the stream.</param>
/// <param name="Account">The account of its provider.</param>
/// <param name="Cluster">The cluster's name, for tags.</param>
/// <param name="StreamKey">The stream key; set only when a push input is created or compared. Never logged.</param>
internal sealed record StreamContext(LiveStream Stream, ProviderAccount Account, string Cluster, string? StreamKey)
{
    /// <summary>User name and password of each source, in the order of the spec; set only for pull inputs. Never logged.</summary>
    public IReadOnlyList<SourceCredentials?> Sources { get; init; } = [];

    // AWS's limit on the value of a tag ("Tag naming limits and requirements"), and MediaLive's on names. A name in Kubernetes can be longer.
    private const int MostText = 256;

    public string Name => Short($"onair-{Stream.Namespace()}-{Stream.Metadata.Name}");

    /// <summary>MediaPackage ids are chosen by the client, so the uid makes creation idempotent.</summary>
    public string PackageId => $"onair-{Stream.Uid}";

    public Dictionary<string, string> Tags => new(StringComparer.Ordinal)
    {
        [Api.Common.Tags.Uid] = Stream.Uid,
        // For people; the uid decides.
        [Api.Common.Tags.Resource] = Short($"LiveStream/{Stream.Namespace()}/{Stream.Metadata.Name}"),
        [Api.Common.Tags.Cluster] = Short(Cluster),
    };

    /// <summary>Whether the tags prove that the resource belongs to this stream.</summary>
    public bool Owns(Dictionary<string, string>? tags) => tags?.GetValueOrDefault(Api.Common.Tags.Uid) == Stream.Uid;

    private static string Short(string text) => text.Length <= MostText ? text : text[..MostText];

    // A record prints its members, and a key must not appear in a log.
    public override string ToString() => Name;
}
