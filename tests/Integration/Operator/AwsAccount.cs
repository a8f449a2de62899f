using Amazon.ChimeSDKMediaPipelines;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.IVS;
using Amazon.MediaLive;
using Amazon.MediaPackage;

namespace Onair.Tests.Integration.Operator;

/// <summary>Looks at the emulator itself, past the operator and the proxy.</summary>
internal sealed class AwsAccount(EmulatorProcess emulator) : IDisposable
{
    public AmazonMediaLiveClient MediaLive { get; } = new(emulator.Credentials, emulator.Configure(new AmazonMediaLiveConfig()));

    public AmazonMediaPackageClient MediaPackage { get; } = new(emulator.Credentials, emulator.Configure(new AmazonMediaPackageConfig()));

    public AmazonCloudFrontClient CloudFront { get; } = new(emulator.Credentials, emulator.Configure(new AmazonCloudFrontConfig()));

    public AmazonIVSClient Ivs { get; } = new(emulator.Credentials, emulator.Configure(new AmazonIVSConfig()));

    /// <summary>The ARNs of everything in IVS that carries the uid's tag, and of the stream keys of these channels, in order.</summary>
    public async Task<IReadOnlyList<string>> OwnedInIvsAsync(string uid)
    {
        var owned = new List<string>();
        var recordings = await Ivs.ListRecordingConfigurationsAsync(new() { MaxResults = 100 });
        owned.AddRange((recordings.RecordingConfigurations ?? []).Where(r => r.Tags?.GetValueOrDefault(Onair.Api.Common.Tags.Uid) == uid).Select(r => r.Arn));
        foreach (var channel in ((await Ivs.ListChannelsAsync(new() { MaxResults = 100 })).Channels ?? []).Where(c => c.Tags?.GetValueOrDefault(Onair.Api.Common.Tags.Uid) == uid))
        {
            owned.Add(channel.Arn);
            owned.AddRange(((await Ivs.ListStreamKeysAsync(new() { ChannelArn = channel.Arn })).StreamKeys ?? []).Select(k => k.Arn));
        }
        return [.. owned.Order(StringComparer.Ordinal)];
    }

    /// <summary>The ids of everything that carries the uid's tag: <c>kind id</c>, in order.</summary>
    public async Task<IReadOnlyList<string>> OwnedAsync(string uid)
    {
        var owned = new List<string>();
        var groups = await MediaLive.ListInputSecurityGroupsAsync(new() { MaxResults = 1000 });
        Add("security group", groups.InputSecurityGroups?.Select(g => (g.Tags, g.Id, g.State?.Value)));
        var inputs = await MediaLive.ListInputsAsync(new() { MaxResults = 1000 });
        Add("input", inputs.Inputs?.Select(i => (i.Tags, i.Id, i.State?.Value)));
        var channels = await MediaLive.ListChannelsAsync(new() { MaxResults = 1000 });
        Add("channel", channels.Channels?.Select(c => (c.Tags, c.Id, c.State?.Value)));
        var packages = await MediaPackage.ListChannelsAsync(new() { MaxResults = 1000 });
        Add("package channel", packages.Channels?.Select(c => (c.Tags, c.Id, (string?)null)));
        var endpoints = await MediaPackage.ListOriginEndpointsAsync(new() { MaxResults = 1000 });
        Add("package endpoint", endpoints.OriginEndpoints?.Select(e => (e.Tags, e.Id, (string?)null)));
        return [.. owned.Order(StringComparer.Ordinal)];

        void Add(string kind, IEnumerable<(Dictionary<string, string> Tags, string Id, string? State)>? found) =>
            owned.AddRange((found ?? [])
                .Where(r => r.Tags?.GetValueOrDefault(Onair.Api.Common.Tags.Uid) == uid && r.State != "DELETED")
                .Select(r => $"{kind} {r.Id}"));
    }

    /// <summary>The seeded distribution's configuration, and its ETag.</summary>
    public async Task<(DistributionConfig Config, string ETag)> DistributionAsync()
    {
        var answer = await CloudFront.GetDistributionAsync(new() { Id = OperatorRig.DistributionId });
        return (answer.Distribution.DistributionConfig, answer.ETag);
    }

    /// <summary>The path patterns of the distribution's behaviours.</summary>
    public async Task<IReadOnlyList<string>> BehavioursAsync() =>
        [.. ((await DistributionAsync()).Config.CacheBehaviors?.Items ?? []).Select(b => b.PathPattern)];

    /// <summary>The ids of the media pipelines that are not being deleted.</summary>
    public async Task<IReadOnlyList<string>> PipelinesAsync()
    {
        using var chime = new AmazonChimeSDKMediaPipelinesClient(emulator.Credentials, emulator.Configure(new AmazonChimeSDKMediaPipelinesConfig()));
        List<string> ids = [];
        foreach (var pipeline in (await chime.ListMediaPipelinesAsync(new())).MediaPipelines ?? [])
        {
            var answer = await chime.GetMediaPipelineAsync(new() { MediaPipelineId = pipeline.MediaPipelineId });
            if (answer.MediaPipeline.MediaLiveConnectorPipeline.Status != MediaPipelineStatus.Stopping) ids.Add(pipeline.MediaPipelineId);
        }

        return ids;
    }

    public void Dispose()
    {
        MediaLive.Dispose();
        MediaPackage.Dispose();
        CloudFront.Dispose();
        Ivs.Dispose();
    }
}
