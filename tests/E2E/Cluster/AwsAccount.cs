using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.MediaLive;
using Amazon.MediaPackage;
using Amazon.Runtime;
using Amazon.S3;
using Onair.Api.MediaProviders;

namespace Onair.Tests.E2E.Cluster;

/// <summary>The provider's account, looked at with AWS's own vocabulary and past the operator.</summary>
internal sealed class AwsAccount : IDisposable
{
    private readonly AwsSpec _provider;
    private readonly AmazonMediaLiveClient _mediaLive;
    private readonly AmazonMediaPackageClient _mediaPackage;
    private readonly AmazonCloudFrontClient _cloudFront;

    public AwsAccount(Uri endpoint, AWSCredentials credentials, AwsSpec provider)
    {
        _provider = provider;
        var (url, region) = (endpoint.AbsoluteUri, provider.Region);
        _mediaLive = new(credentials, new AmazonMediaLiveConfig { ServiceURL = url, AuthenticationRegion = region });
        _mediaPackage = new(credentials, new AmazonMediaPackageConfig { ServiceURL = url, AuthenticationRegion = region });
        _cloudFront = new(credentials, new AmazonCloudFrontConfig { ServiceURL = url, AuthenticationRegion = region });
        S3 = new(credentials, new AmazonS3Config { ServiceURL = url, AuthenticationRegion = region, ForcePathStyle = true });
    }

    public AmazonS3Client S3 { get; }

    public async Task<string> ChannelStateAsync(string channelId) =>
        (await _mediaLive.DescribeChannelAsync(new() { ChannelId = channelId })).State.Value;

    /// <summary>
    /// All that is there for one stream: what carries its uid as a tag or in its name, and the behaviours of its path.
    /// </summary>
    /// <param name="uid">The LiveStream's uid.</param>
    /// <param name="packagePath">Path of the stream's playback URL, <c>/out/v1/{token}/index.m3u8</c>.</param>
    /// <returns>Kind and name of each.</returns>
    public async Task<IReadOnlyList<(string Kind, string Name)>> ResourcesOfAsync(string uid, string packagePath)
    {
        var all = new List<(string Kind, string Name, Dictionary<string, string>? Tags)>();
        await foreach (var group in _mediaLive.Paginators.ListInputSecurityGroups(new()).InputSecurityGroups)
            if (group.State?.Value != "DELETED") all.Add(("input security group", group.Id, group.Tags));
        await foreach (var input in _mediaLive.Paginators.ListInputs(new()).Inputs)
            if (input.State?.Value != "DELETED") all.Add(("input", input.Name, input.Tags));
        await foreach (var channel in _mediaLive.Paginators.ListChannels(new()).Channels)
            if (channel.State?.Value != "DELETED") all.Add(("channel", channel.Name, channel.Tags));
        await foreach (var channel in _mediaPackage.Paginators.ListChannels(new()).Channels)
            all.Add(("package channel", channel.Id, channel.Tags));
        await foreach (var endpoint in _mediaPackage.Paginators.ListOriginEndpoints(new()).OriginEndpoints)
            all.Add(("package endpoint", endpoint.Id, endpoint.Tags));

        var folder = packagePath[..packagePath.LastIndexOf('/')];
        return
        [
            .. all.Where(it => it.Tags?.ContainsValue(uid) == true || it.Name?.Contains(uid, StringComparison.Ordinal) == true)
                .Select(it => (it.Kind, it.Name)),
            .. (await BehavioursAsync()).Where(it => it.PathPattern.Contains(folder, StringComparison.Ordinal))
                .Select(it => ("behaviour", it.PathPattern)),
        ];
    }

    public void Dispose()
    {
        _mediaLive.Dispose();
        _mediaPackage.Dispose();
        _cloudFront.Dispose();
        S3.Dispose();
    }

    private async Task<IReadOnlyList<CacheBehavior>> BehavioursAsync() =>
        _provider.DistributionId is { } id
            ? (await _cloudFront.GetDistributionConfigAsync(new() { Id = id })).DistributionConfig.CacheBehaviors?.Items ?? []
            : [];
}
