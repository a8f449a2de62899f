using Amazon.MediaPackage.Model;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>
/// The MediaPackage channel that the encoder pushes to. Unless it was adopted its id is derived from the uid, so it is
/// looked up rather than searched.
/// </summary>
internal sealed class PackageChannelResource : IResourceDriver<StreamContext, ResourceKind, ObservedResource>
{
    public ResourceKind Kind => ResourceKind.PackageChannel;

    public async Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        var channel = await context.Account.MediaPackage.CallAsync(
            "DescribeChannel", (client, ct) => client.DescribeChannelAsync(new() { Id = id }, ct), cancellationToken);
        return new(channel.Id, Lifecycle.Idle) { Arn = channel.Arn, Tags = new(channel.Tags) };
    }

    public Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken) =>
        LookAsync(context, context.PackageId, cancellationToken);

    public async Task<LiveStreamStep.RecordId> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        var request = new CreateChannelRequest { Id = context.PackageId, Description = context.Name, Tags = context.Tags };
        return new(Kind, (await context.Account.MediaPackage.CallAsync(
            "CreateChannel", (client, ct) => client.CreateChannelAsync(request, ct), cancellationToken)).Id);
    }

    public Task DeleteAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken) =>
        context.Account.MediaPackage.CallAsync("DeleteChannel", (client, ct) => client.DeleteChannelAsync(new() { Id = resource.Id }, ct), cancellationToken);
}
