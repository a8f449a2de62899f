namespace Onair.Operator.ExternalResources;

/// <summary>Whose a resource is, as its tags say.</summary>
/// <param name="Uid">The uid of its custom resource.</param>
/// <param name="Cluster">The cluster of that; null when the tag was taken off. Two clusters of one snapshot have objects with the same uids.</param>
/// <param name="IsAdopted">It was not made by Onair.</param>
internal sealed record OwnerTag(string Uid, string? Cluster = null, bool IsAdopted = false)
{
    /// <summary>Whether it names this object of this cluster.</summary>
    public bool IsOf(string uid, string cluster) => Uid == uid && (Cluster is null || Cluster == OwnershipTags.ClusterTag(cluster));
}
