using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>
/// Records ownership in a resource's tags, and removes it. Tags may change in every state, also on air. Other people's tags
/// are not touched.
/// </summary>
internal static class Ownership
{
    /// <summary>Writes the stream's tags and overwrites the same keys.</summary>
    public static Task ClaimAsync(StreamContext context, string arn, CancellationToken cancellationToken) => ServiceOf(arn) switch
    {
        "medialive" => context.Account.MediaLive.CallAsync(
            "CreateTags", (client, ct) => client.CreateTagsAsync(new() { ResourceArn = arn, Tags = context.Tags }, ct), cancellationToken),
        "mediapackage" => context.Account.MediaPackage.CallAsync(
            "TagResource", (client, ct) => client.TagResourceAsync(new() { ResourceArn = arn, Tags = context.Tags }, ct), cancellationToken),
        "ssm" => EachAsync(ParameterTags.Under(context, arn), name => ParameterTags.AddAsync(context, name, cancellationToken)),
        _ => throw NotTaggable(arn),
    };

    /// <summary>Removes the stream's tags; the resource stays as it is.</summary>
    public static Task ReleaseAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken) => ServiceOf(resource.Arn!) switch
    {
        "medialive" => context.Account.MediaLive.CallAsync(
            "DeleteTags", (client, ct) => client.DeleteTagsAsync(new() { ResourceArn = resource.Arn, TagKeys = OwnershipTags.Keys }, ct), cancellationToken),
        "mediapackage" => context.Account.MediaPackage.CallAsync(
            "UntagResource", (client, ct) => client.UntagResourceAsync(new() { ResourceArn = resource.Arn, TagKeys = OwnershipTags.Keys }, ct), cancellationToken),
        "ssm" => EachAsync(ParameterTags.Under(context, resource.Arn!), name => ParameterTags.RemoveAsync(context, name, OwnershipTags.Keys, cancellationToken)),
        _ => throw NotTaggable(resource.Arn!),
    };

    private static async Task EachAsync(IEnumerable<string> names, Func<string, Task> act)
    {
        foreach (var name in names) await act(name);
    }

    // arn:partition:service:region:account:resource
    private static string ServiceOf(string arn) => arn.Split(':') is [_, _, var service, ..] ? service : "";

    private static ArgumentException NotTaggable(string arn) => new($"{arn} is not the ARN of a service whose resources are tagged", nameof(arn));
}
