using Amazon.CloudFront.Model;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>
/// The stream's behaviour in the provider's distribution. The distribution is shared: every change reads the whole
/// configuration, writes it with its ETag, and retries after a 412.
/// </summary>
internal sealed class BehaviourResource : IResourceDriver<StreamContext, ResourceKind, ObservedResource>
{
    private const int Tries = 8;

    public ResourceKind Kind => ResourceKind.Behaviour;

    public async Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        if (await PlaylistAsync(context, cancellationToken) is not { } playlist) return ObservedResource.Absent;
        var distribution = (await GetAsync(context, id, cancellationToken)).Distribution;
        var config = distribution.DistributionConfig;
        if (StreamBehaviour.FindOurs(config, playlist) is null) return ObservedResource.Absent;
        var url = context.Account.Aws.DistributionUrl ?? $"https://{distribution.DomainName}";
        return new(id, distribution.Status == "Deployed" ? Lifecycle.Idle : Lifecycle.Changing)
        {
            // It takes no tags: the URL of the stream's own endpoint is the proof.
            Tag = new(context.Stream.Uid),
            Urls = [url.TrimEnd('/') + playlist.AbsolutePath],
            Differences = StreamBehaviour.IsAsDeclared(config, playlist, context.Account.CdnIdentifier) ? [] : ["spec.distribution.live"],
        };
    }

    public async Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken) =>
        context.Account.Aws.DistributionId is { } id ? await LookAsync(context, id, cancellationToken) : ObservedResource.Absent;

    public async Task<LiveStreamStep.RecordId> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        var id = context.Account.Aws.DistributionId!;
        await PutAsync(context, id, cancellationToken);
        return new(Kind, id);
    }

    public Task UpdateAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken) =>
        PutAsync(context, resource.Id, cancellationToken);

    public async Task DeleteAsync(StreamContext context, Owned<ResourceKind> resource, CancellationToken cancellationToken)
    {
        if (await PlaylistAsync(context, cancellationToken) is { } playlist)
            await ChangeAsync(context, resource.Id, config => StreamBehaviour.Remove(config, StreamBehaviour.PathPattern(playlist)), cancellationToken);
    }

    private static Task PutAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        var playlist = context.Playlist ?? throw new InvalidOperationException("the stream's endpoint was not looked at");
        return ChangeAsync(context, id, config => StreamBehaviour.Put(config, playlist, context.Account.CdnIdentifier), cancellationToken);
    }

    // A stream without a published endpoint has no behaviour either. When the endpoint is gone only its recorded URL is left, which may be
    // anybody's: it counts if it leads to no endpoint of the account.
    private static async Task<Uri?> PlaylistAsync(StreamContext context, CancellationToken cancellationToken)
    {
        if (context.Playlist is { } own) return own;
        if (context.Stream.Recorded.Playback?.Url is not { } text || !Uri.TryCreate(text, UriKind.Absolute, out var recorded)) return null;
        var pattern = StreamBehaviour.PathPattern(recorded);
        var endpoints = await Listing.AllAsync(
            next => context.Account.MediaPackage.CallAsync(
                "ListOriginEndpoints", (client, ct) => client.ListOriginEndpointsAsync(new() { NextToken = next }, ct), cancellationToken),
            page => page.NextToken, page => page.OriginEndpoints);
        return endpoints.Any(e => Uri.TryCreate(e.Url, UriKind.Absolute, out var url) && StreamBehaviour.PathPattern(url) == pattern) ? null : recorded;
    }

    private static Task<GetDistributionResponse> GetAsync(StreamContext context, string id, CancellationToken cancellationToken) =>
        context.Account.CloudFront.CallAsync(
            "GetDistribution", (client, ct) => client.GetDistributionAsync(new() { Id = id }, ct), cancellationToken);

    private static async Task ChangeAsync(
        StreamContext context, string id, Action<DistributionConfig> change, CancellationToken cancellationToken)
    {
        await context.Account.DistributionLock.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    var current = await GetAsync(context, id, cancellationToken);
                    change(current.Distribution.DistributionConfig);
                    await context.Account.CloudFront.CallAsync("UpdateDistribution", (client, ct) => client.UpdateDistributionAsync(
                        new() { Id = id, IfMatch = current.ETag, DistributionConfig = current.Distribution.DistributionConfig }, ct), cancellationToken);
                    return;
                }
                catch (PreconditionFailedException) when (attempt < Tries)
                {
                    // Another writer was faster: read again.
                }
            }
        }
        finally
        {
            context.Account.DistributionLock.Release();
        }
    }
}
