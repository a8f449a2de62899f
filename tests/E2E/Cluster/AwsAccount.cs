using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.IVS;
using Amazon.MediaLive;
using Amazon.MediaPackage;
using Amazon.Runtime;
using Amazon.S3;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Tests.E2E.Cluster;

/// <summary>The provider's account, looked at with AWS's own vocabulary and past the operator.</summary>
internal sealed class AwsAccount : IDisposable
{
    private readonly AwsSpec _provider;

    public AwsAccount(Uri endpoint, AWSCredentials credentials, AwsSpec provider)
    {
        _provider = provider;
        var (url, region) = (endpoint.AbsoluteUri, provider.Region);
        MediaLive = new(credentials, new AmazonMediaLiveConfig { ServiceURL = url, AuthenticationRegion = region });
        MediaPackage = new(credentials, new AmazonMediaPackageConfig { ServiceURL = url, AuthenticationRegion = region });
        CloudFront = new(credentials, new AmazonCloudFrontConfig { ServiceURL = url, AuthenticationRegion = "us-east-1" });
        Ivs = new(credentials, new AmazonIVSConfig { ServiceURL = url, AuthenticationRegion = region });
        S3 = new(credentials, new AmazonS3Config { ServiceURL = url, AuthenticationRegion = region, ForcePathStyle = true });
    }

    public AmazonMediaLiveClient MediaLive { get; }

    public AmazonMediaPackageClient MediaPackage { get; }

    public AmazonCloudFrontClient CloudFront { get; }

    public AmazonIVSClient Ivs { get; }

    public AmazonS3Client S3 { get; }

    public async Task<string> ChannelStateAsync(string channelId) =>
        (await MediaLive.DescribeChannelAsync(new() { ChannelId = channelId })).State.Value;

    /// <summary>
    /// All that is there for one stream: what carries its uid as a tag or in its name, and the behaviours of its path.
    /// </summary>
    /// <param name="uid">The LiveStream's uid.</param>
    /// <param name="packagePath">Path of the stream's playback URL, <c>/out/v1/{token}/index.m3u8</c>.</param>
    /// <returns>Kind and name of each.</returns>
    public async Task<IReadOnlyList<(string Kind, string Name)>> ResourcesOfAsync(string uid, string packagePath)
    {
        var folder = packagePath[..packagePath.LastIndexOf('/')];
        return
        [
            .. await LeftoversAsync([uid]),
            .. (await BehavioursAsync()).Where(it => it.PathPattern.Contains(folder, StringComparison.Ordinal))
                .Select(it => ("behaviour", it.PathPattern)),
        ];
    }

    /// <summary>What carries the uid of one of the streams as a tag or in its name, in MediaLive and MediaPackage.</summary>
    public async Task<IReadOnlyList<(string Kind, string Name)>> LeftoversAsync(IReadOnlyCollection<string> uids)
    {
        var all = new List<(string Kind, string Name, Dictionary<string, string>? Tags)>();
        await foreach (var group in MediaLive.Paginators.ListInputSecurityGroups(new()).InputSecurityGroups)
            if (group.State?.Value != "DELETED") all.Add(("input security group", group.Id, group.Tags));
        await foreach (var input in MediaLive.Paginators.ListInputs(new()).Inputs)
            if (input.State?.Value != "DELETED") all.Add(("input", input.Name, input.Tags));
        await foreach (var channel in MediaLive.Paginators.ListChannels(new()).Channels)
            if (channel.State?.Value != "DELETED") all.Add(("channel", channel.Name, channel.Tags));
        await foreach (var channel in MediaPackage.Paginators.ListChannels(new()).Channels)
            all.Add(("package channel", channel.Id, channel.Tags));
        await foreach (var endpoint in MediaPackage.Paginators.ListOriginEndpoints(new()).OriginEndpoints)
            all.Add(("package endpoint", endpoint.Id, endpoint.Tags));

        return
        [
            .. all.Where(it => uids.Any(uid => it.Tags?.ContainsValue(uid) == true || it.Name?.Contains(uid, StringComparison.Ordinal) == true))
                .Select(it => (it.Kind, it.Name)),
        ];
    }

    /// <summary>The states of the streams' channels.</summary>
    public async Task<IReadOnlyList<string>> ChannelStatesAsync(IReadOnlyCollection<string> uids)
    {
        var states = new List<string>();
        await foreach (var channel in MediaLive.Paginators.ListChannels(new()).Channels)
            if (uids.Any(uid => channel.Tags?.ContainsValue(uid) == true)) states.Add(channel.State.Value);
        return states;
    }

    /// <summary>The path pattern of a stream's behaviour.</summary>
    public static string PatternOf(LiveStreamStatus status)
    {
        var path = new Uri(status.Playback!.Url!).AbsolutePath;
        return path[..(path.LastIndexOf('/') + 1)] + "*";
    }

    public async Task<DistributionConfig> DistributionAsync() =>
        (await CloudFront.GetDistributionConfigAsync(new() { Id = _provider.DistributionId })).DistributionConfig;

    /// <summary>Edits the distribution as its administrator does: again when somebody else was faster.</summary>
    public async Task ChangeDistributionAsync(Action<DistributionConfig> change)
    {
        while (true)
        {
            var current = await CloudFront.GetDistributionConfigAsync(new() { Id = _provider.DistributionId });
            change(current.DistributionConfig);
            try
            {
                await CloudFront.UpdateDistributionAsync(
                    new() { Id = _provider.DistributionId, IfMatch = current.ETag, DistributionConfig = current.DistributionConfig });
                return;
            }
            catch (PreconditionFailedException)
            {
                // A stream was faster.
            }
        }
    }

    public void Dispose()
    {
        MediaLive.Dispose();
        MediaPackage.Dispose();
        CloudFront.Dispose();
        Ivs.Dispose();
        S3.Dispose();
    }

    private async Task<IReadOnlyList<CacheBehavior>> BehavioursAsync() =>
        _provider.DistributionId is null ? [] : (await DistributionAsync()).CacheBehaviors?.Items ?? [];
}
