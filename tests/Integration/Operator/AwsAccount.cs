using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.MediaLive;
using Amazon.MediaPackage;

namespace Onair.Tests.Integration.Operator;

/// <summary>Looks at the emulator itself, past the operator and the proxy.</summary>
internal sealed class AwsAccount(EmulatorProcess emulator) : IDisposable
{
    public AmazonMediaLiveClient MediaLive { get; } = new(emulator.Credentials, emulator.Configure(new AmazonMediaLiveConfig()));

    public AmazonMediaPackageClient MediaPackage { get; } = new(emulator.Credentials, emulator.Configure(new AmazonMediaPackageConfig()));

    public AmazonCloudFrontClient CloudFront { get; } = new(emulator.Credentials, emulator.Configure(new AmazonCloudFrontConfig()));

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

    public void Dispose()
    {
        MediaLive.Dispose();
        MediaPackage.Dispose();
        CloudFront.Dispose();
    }
}
