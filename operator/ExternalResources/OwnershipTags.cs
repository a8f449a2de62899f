using k8s.Models;
using Onair.Api.Common;

namespace Onair.Operator.ExternalResources;

/// <summary>The tags that say which custom resource an AWS resource belongs to.</summary>
internal static class OwnershipTags
{
    // AWS's limit on the value of a tag ("Tag naming limits and requirements"). A name in Kubernetes can be longer.
    private const int MostText = 256;

    /// <summary>The keys, for taking the tags off. Other people's tags are not touched.</summary>
    public static List<string> Keys => [Tags.Uid, Tags.Resource, Tags.Cluster, Tags.Adopted];

    /// <summary>The tags of an owner's resources.</summary>
    /// <param name="kind">The owner's kind.</param>
    /// <param name="metadata">The owner's metadata.</param>
    /// <param name="cluster">The cluster's name.</param>
    public static Dictionary<string, string> Of(string kind, V1ObjectMeta metadata, string cluster) => new(StringComparer.Ordinal)
    {
        [Tags.Uid] = metadata.Uid ?? "",
        // For people; the uid decides.
        [Tags.Resource] = Short($"{kind}/{metadata.NamespaceProperty}/{metadata.Name}", MostText),
        [Tags.Cluster] = ClusterTag(cluster),
    };

    /// <summary>Whose a resource with these tags is; null when they do not say so.</summary>
    public static OwnerTag? OwnerOf(IReadOnlyDictionary<string, string>? tags) =>
        tags?.GetValueOrDefault(Tags.Uid) is { Length: > 0 } uid
            ? new(uid, tags.GetValueOrDefault(Tags.Cluster), tags.GetValueOrDefault(Tags.Adopted) == "true") : null;

    /// <summary>The tags of a resource that is taken over.</summary>
    /// <param name="tags">The owner's.</param>
    /// <param name="isAdoption">The resource, or the one that it is part of, was not made by Onair.</param>
    public static Dictionary<string, string> Claiming(IReadOnlyDictionary<string, string> tags, bool isAdoption) =>
        isAdoption ? new(tags, StringComparer.Ordinal) { [Tags.Adopted] = "true" } : new(tags, StringComparer.Ordinal);

    /// <summary>The value of the tag that names the cluster.</summary>
    public static string ClusterTag(string cluster) => Short(cluster, MostText);

    /// <summary>The text, cut to a service's limit.</summary>
    public static string Short(string text, int most) => text.Length <= most ? text : text[..most];
}
