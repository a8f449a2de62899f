using System.Text.Json;
using Onair.Api.LiveStreams;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>All settings of a stream's resources in AWS, to be compared; not whether its channel runs, nor where this session is recorded.</summary>
internal static class AwsPicture
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static async Task<string> OfAsync(AwsAccount account, LiveStream stream)
    {
        var ids = stream.Recorded.Resources;
        var group = ids.InputSecurityGroupId is { } id ? await account.MediaLive.DescribeInputSecurityGroupAsync(new() { InputSecurityGroupId = id }) : null;
        var input = await account.MediaLive.DescribeInputAsync(new() { InputId = ids.InputId });
        var channel = await account.MediaLive.DescribeChannelAsync(new() { ChannelId = ids.ChannelId });
        var endpoint = await account.MediaPackage.DescribeOriginEndpointAsync(new() { Id = ids.PackageEndpointId });
        return JsonSerializer.Serialize(
            new
            {
                Allowed = group?.WhitelistRules.Select(r => r.Cidr).Order(StringComparer.Ordinal),
                Input = new { input.Type, input.InputClass, input.Sources, Push = input.Destinations?.Select(d => d.Url), input.SecurityGroups },
                Channel = new
                {
                    channel.ChannelClass,
                    channel.InputSpecification,
                    channel.InputAttachments,
                    channel.EncoderSettings,
                    channel.RoleArn,
                    Package = channel.Destinations.SelectMany(d => d.MediaPackageSettings ?? []),
                },
                Endpoint = new { endpoint.HlsPackage, endpoint.StartoverWindowSeconds, endpoint.TimeDelaySeconds, endpoint.Url, endpoint.Authorization, endpoint.ManifestName },
                IsDistributed = (await account.BehavioursAsync()).Contains(Streams.Pattern(stream)),
            },
            Indented);
    }
}
