using Onair.Operator.ExternalResources;

namespace Onair.Operator.Orphans;

/// <summary>Which resources this operator can judge.</summary>
/// <param name="Cluster">The cluster's name. The resources of other clusters in the account are theirs.</param>
/// <param name="Namespace">The one namespace that is watched; empty for all. Whether an object exists in another one is not known.</param>
internal sealed record OrphanScope(string Cluster, string Namespace)
{
    /// <summary>
    /// Whether a resource is this cluster's, and its object would be known. A resource of an early release, without the tag of a cluster, could be
    /// anybody's.
    /// </summary>
    public bool Covers(ListedResource resource) =>
        resource.Tag.Cluster == OwnershipTags.ClusterTag(Cluster)
        && (Namespace.Length == 0 || resource.Object?.Split('/') is [_, var of, _] && of == Namespace);
}
