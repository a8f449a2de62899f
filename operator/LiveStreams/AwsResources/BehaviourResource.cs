using Amazon.CloudFront.Model;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>
/// The stream's behaviour in the provider's distribution. The distribution is shared: every change reads the whole
/// configuration, writes it with its ETag, and retries after a 412.
/// </summary>
internal sealed class BehaviourResource : IStreamResource
{
    private const int Tries = 8;

    public ResourceKind Kind => ResourceKind.Behaviour;

    public async Task<ObservedResource> LookAsync(StreamContext context, string id, CancellationToken cancellationToken)
    {
        if (Playlist(context) is not { } playlist) return ObservedResource.Absent;
        var distribution = (await GetAsync(context, id, cancellationToken)).Distribution;
        var config = distribution.DistributionConfig;
        if (StreamBehaviour.Find(config, StreamBehaviour.PathPattern(playlist)) is null) return ObservedResource.Absent;
        var url = context.Account.Aws.DistributionUrl ?? $"https://{distribution.DomainName}";
        return new(id, distribution.Status == "Deployed" ? Lifecycle.Idle : Lifecycle.Changing)
        {
            Urls = [url.TrimEnd('/') + playlist.AbsolutePath],
            Differences = StreamBehaviour.IsAsDeclared(config, playlist, context.Account.CdnIdentifier) ? [] : ["spec.distribution.live"],
        };
    }

    public async Task<ObservedResource> FindAsync(StreamContext context, CancellationToken cancellationToken) =>
        context.Account.Aws.DistributionId is { } id ? await LookAsync(context, id, cancellationToken) : ObservedResource.Absent;

    public async Task<string> CreateAsync(StreamContext context, string token, CancellationToken cancellationToken)
    {
        var id = context.Account.Aws.DistributionId!;
        await UpdateAsync(context, id, cancellationToken);
        return id;
    }

    public Task UpdateAsync(StreamContext context, string id, CancellationToken cancellationToken) =>
        ChangeAsync(context, id, config => StreamBehaviour.Put(config, Playlist(context)!, context.Account.CdnIdentifier), cancellationToken);

    public Task DeleteAsync(StreamContext context, string id, CancellationToken cancellationToken) => Playlist(context) is { } playlist
        ? ChangeAsync(context, id, config => StreamBehaviour.Remove(config, StreamBehaviour.PathPattern(playlist)), cancellationToken)
        : Task.CompletedTask;

    // A stream without a published endpoint has no behaviour either.
    private static Uri? Playlist(StreamContext context) =>
        context.Stream.Recorded.Playback?.Url is { } url ? new Uri(url) : null;

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
