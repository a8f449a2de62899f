using Amazon.MediaPackage.Model;
using Onair.Api.Rules;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>The HLS origin endpoint that viewers play from. All its settings may change on air.</summary>
internal sealed class PackageEndpointResource : IResourceDriver<StreamContext, ResourceKind, ObservedResource>
{
    public ResourceKind Kind => ResourceKind.PackageEndpoint;

    public async Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        var endpoint = await DescribeAsync(context, id, cancellationToken);
        return new(endpoint.Id, Lifecycle.Idle)
        {
            Arn = endpoint.Arn,
            Tags = new(endpoint.Tags),
            Unfit = Unfit(context, endpoint),
            Urls = [endpoint.Url],
            Differences = EndpointSettings.Differences(
                context.Stream.Spec.Packaging, context.Stream.Uid, context.Account.Aws.CdnAuthorization, endpoint),
        };
    }

    public Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken) =>
        LookAsync(context, context.PackageId, cancellationToken);

    public async Task<LiveStreamStep.RecordId> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        var packaging = context.Stream.Spec.Packaging;
        var request = new CreateOriginEndpointRequest
        {
            Id = context.PackageId,
            ChannelId = context.Stream.Recorded.Resources.PackageChannelId,
            ManifestName = "index",
            Description = context.Name,
            StartoverWindowSeconds = packaging.StartoverWindowSeconds,
            HlsPackage = EndpointSettings.Package(packaging, context.Stream.Uid, null),
            Authorization = EndpointSettings.Authorization(context.Account.Aws.CdnAuthorization),
            Tags = context.Tags,
        };
        return new(Kind, (await context.Account.MediaPackage.CallAsync(
            "CreateOriginEndpoint", (client, ct) => client.CreateOriginEndpointAsync(request, ct), cancellationToken)).Id);
    }

    /// <summary>
    /// MediaPackage resets what an update leaves out, so the current settings are sent along, above all the manifest's name:
    /// it is part of the URL that viewers use.
    /// </summary>
    public async Task UpdateAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken)
    {
        var (actual, packaging) = (await DescribeAsync(context, resource.Id, cancellationToken), context.Stream.Spec.Packaging);
        var request = new UpdateOriginEndpointRequest
        {
            Id = resource.Id,
            ManifestName = actual.ManifestName,
            Description = actual.Description,
            Origination = actual.Origination,
            TimeDelaySeconds = actual.TimeDelaySeconds,
            Whitelist = actual.Whitelist,
            StartoverWindowSeconds = packaging.StartoverWindowSeconds,
            HlsPackage = EndpointSettings.Package(packaging, context.Stream.Uid, actual.HlsPackage),
            Authorization = EndpointSettings.Authorization(context.Account.Aws.CdnAuthorization),
        };
        await context.Account.MediaPackage.CallAsync(
            "UpdateOriginEndpoint", (client, ct) => client.UpdateOriginEndpointAsync(request, ct), cancellationToken);
    }

    public Task DeleteAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken) =>
        context.Account.MediaPackage.CallAsync("DeleteOriginEndpoint", (client, ct) => client.DeleteOriginEndpointAsync(new() { Id = resource.Id }, ct), cancellationToken);

    private static Task<DescribeOriginEndpointResponse> DescribeAsync(StreamContext context, string id, CancellationToken cancellationToken) =>
        context.Account.MediaPackage.CallAsync(
            "DescribeOriginEndpoint", (client, ct) => client.DescribeOriginEndpointAsync(new() { Id = id }, ct), cancellationToken);

    // Neither the channel of an endpoint nor its kind of packaging can be changed.
    private static Violation? Unfit(StreamContext context, DescribeOriginEndpointResponse endpoint)
    {
        var channel = context.Stream.Recorded.Resources.PackageChannelId;
        if (channel is not null && endpoint.ChannelId != channel)
            return new(
                "status.resources.packageEndpointId", endpoint.Id,
                $"the MediaPackage endpoint belongs to the MediaPackage channel {endpoint.ChannelId}, not to the stream's, {channel}");
        return endpoint.HlsPackage is null
            ? new("status.resources.packageEndpointId", endpoint.Id, "the MediaPackage endpoint does not package HLS; its packaging cannot be changed")
            : null;
    }
}
