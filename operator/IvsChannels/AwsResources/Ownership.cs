using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.AwsResources;

/// <summary>Records ownership in a resource's tags, and removes it. Tags may change while a channel is live. Other people's tags are not touched.</summary>
internal static class Ownership
{
    /// <summary>Writes the channel's tags and overwrites the same keys.</summary>
    public static Task ClaimAsync(IvsContext context, string arn, bool isAdoption, CancellationToken cancellationToken) => context.Account.Ivs.CallAsync(
        "TagResource", (client, ct) => client.TagResourceAsync(new() { ResourceArn = arn, Tags = OwnershipTags.Claiming(context.Tags, isAdoption) }, ct), cancellationToken);

    /// <summary>Removes the channel's tags; the resource stays as it is.</summary>
    public static Task ReleaseAsync(IvsContext context, Owned<IvsResource> resource, CancellationToken cancellationToken) => context.Account.Ivs.CallAsync(
        "UntagResource", (client, ct) => client.UntagResourceAsync(new() { ResourceArn = resource.Id, TagKeys = OwnershipTags.Keys }, ct), cancellationToken);
}
