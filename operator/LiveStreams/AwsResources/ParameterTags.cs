using Amazon.SimpleSystemsManagement;
using Onair.Operator.ExternalResources;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>Ownership tags of SSM parameters, which are tagged by name.</summary>
internal static class ParameterTags
{
    public static Task AddAsync(StreamContext context, string name, CancellationToken cancellationToken) =>
        context.Account.SystemsManager.CallAsync(
            "AddTagsToResource",
            (client, ct) => client.AddTagsToResourceAsync(
                new()
                {
                    ResourceType = ResourceTypeForTagging.Parameter,
                    ResourceId = name,
                    Tags = [.. context.Tags.Select(t => new Amazon.SimpleSystemsManagement.Model.Tag { Key = t.Key, Value = t.Value })],
                }, ct),
            cancellationToken);

    public static Task RemoveAsync(StreamContext context, string name, List<string> keys, CancellationToken cancellationToken) =>
        context.Account.SystemsManager.CallAsync(
            "RemoveTagsFromResource",
            (client, ct) => client.RemoveTagsFromResourceAsync(
                new() { ResourceType = ResourceTypeForTagging.Parameter, ResourceId = name, TagKeys = keys }, ct),
            cancellationToken);

    /// <summary>Whose a parameter is by its tags; null without one.</summary>
    public static async Task<OwnerTag?> OwnerAsync(StreamContext context, string name, CancellationToken cancellationToken)
    {
        var tags = await context.Account.SystemsManager.CallAsync(
            "ListTagsForResource",
            (client, ct) => client.ListTagsForResourceAsync(new() { ResourceType = ResourceTypeForTagging.Parameter, ResourceId = name }, ct),
            cancellationToken);
        return OwnershipTags.OwnerOf((tags.TagList ?? []).ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal));
    }

    /// <summary>The names of a stream's parameters, from the ARN of their path: <c>arn:…:parameter/onair/uid</c>.</summary>
    public static IEnumerable<string> Under(StreamContext context, string arn)
    {
        var path = arn[arn.IndexOf('/', StringComparison.Ordinal)..];
        return Enumerable.Range(0, InputSources.Most).Where(i => InputSources.HasPassword(context, i)).Select(i => InputSources.PasswordParameter(path, i));
    }
}
