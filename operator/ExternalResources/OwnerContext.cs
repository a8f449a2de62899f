using k8s.Models;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.ExternalResources;

/// <summary>What every action on AWS needs to know of the owner. Each kind adds what its drivers need.</summary>
/// <param name="Kind">The owner's kind.</param>
/// <param name="Owner">The owner's metadata.</param>
/// <param name="Account">The account of its provider.</param>
/// <param name="Cluster">The cluster's name, for tags.</param>
internal abstract record OwnerContext(string Kind, V1ObjectMeta Owner, ProviderAccount Account, string Cluster)
{
    public Dictionary<string, string> Tags => OwnershipTags.Of(Kind, Owner, Cluster);

    /// <summary>Whether the tags prove that the resource belongs to this owner.</summary>
    public bool Owns(Dictionary<string, string>? tags) => OwnershipTags.OwnerOf(tags)?.IsOf(Owner.Uid, Cluster) == true;
}
