namespace Onair.Operator.ExternalResources;

/// <summary>
/// Records ownership in a resource's tags, and removes it. Tags may change in every state, also on air. Other people's tags
/// are not touched.
/// </summary>
internal static class Ownership
{
    /// <summary>Writes the owner's tags and overwrites the same keys.</summary>
    public static Task ClaimAsync(OwnerContext context, string arn, bool isAdoption, CancellationToken cancellationToken)
    {
        var (account, tags) = (context.Account, OwnershipTags.Claiming(context.Tags, isAdoption));
        return ServiceOf(arn) switch
        {
            "medialive" => account.MediaLive.CallAsync("CreateTags", (client, ct) => client.CreateTagsAsync(new() { ResourceArn = arn, Tags = tags }, ct), cancellationToken),
            "mediapackage" => account.MediaPackage.CallAsync("TagResource", (client, ct) => client.TagResourceAsync(new() { ResourceArn = arn, Tags = tags }, ct), cancellationToken),
            "ivs" => account.Ivs.CallAsync("TagResource", (client, ct) => client.TagResourceAsync(new() { ResourceArn = arn, Tags = tags }, ct), cancellationToken),
            _ => throw NotTaggable(arn),
        };
    }

    /// <summary>Removes the owner's tags; the resource stays as it is.</summary>
    public static Task ReleaseAsync<TKind>(OwnerContext context, Owned<TKind> resource, CancellationToken cancellationToken)
        where TKind : struct, Enum
    {
        var (account, arn) = (context.Account, resource.Arn!);
        return ServiceOf(arn) switch
        {
            "medialive" => account.MediaLive.CallAsync("DeleteTags", (client, ct) => client.DeleteTagsAsync(new() { ResourceArn = arn, TagKeys = OwnershipTags.Keys }, ct), cancellationToken),
            "mediapackage" => account.MediaPackage.CallAsync("UntagResource", (client, ct) => client.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = OwnershipTags.Keys }, ct), cancellationToken),
            "ivs" => account.Ivs.CallAsync("UntagResource", (client, ct) => client.UntagResourceAsync(new() { ResourceArn = arn, TagKeys = OwnershipTags.Keys }, ct), cancellationToken),
            _ => throw NotTaggable(arn),
        };
    }

    // arn:partition:service:region:account:resource
    private static string ServiceOf(string arn) => arn.Split(':') is [_, _, var service, ..] ? service : "";

    private static ArgumentException NotTaggable(string arn) => new($"{arn} is not the ARN of a service whose resources are tagged", nameof(arn));
}
