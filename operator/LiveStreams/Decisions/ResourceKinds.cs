using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Where the id of each kind of resource is recorded.</summary>
internal static class ResourceKinds
{
    /// <summary>What every stream has; the behaviour comes apart, because it can be added and removed on air.</summary>
    public static IReadOnlyList<ResourceKind> InCreationOrder { get; } =
    [
        ResourceKind.InputSecurityGroup, ResourceKind.Input, ResourceKind.PackageChannel, ResourceKind.PackageEndpoint,
        ResourceKind.Channel,
    ];

    /// <summary>
    /// The behaviour goes before what it points to. MediaLive's order: a channel holds its input, an input its security
    /// group. The endpoint goes before the package channel.
    /// </summary>
    public static IReadOnlyList<ResourceKind> InDeletionOrder { get; } =
    [
        ResourceKind.Behaviour, ResourceKind.Channel, ResourceKind.PackageEndpoint, ResourceKind.PackageChannel,
        ResourceKind.Input, ResourceKind.InputSecurityGroup,
    ];

    public static string? IdIn(this ResourceKind kind, StreamResources resources) => kind switch
    {
        ResourceKind.InputSecurityGroup => resources.InputSecurityGroupId,
        ResourceKind.Input => resources.InputId,
        ResourceKind.PackageChannel => resources.PackageChannelId,
        ResourceKind.PackageEndpoint => resources.PackageEndpointId,
        ResourceKind.Channel => resources.ChannelId,
        ResourceKind.Behaviour => resources.DistributionId,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static StreamResources WithId(this StreamResources resources, ResourceKind kind, string? id) => kind switch
    {
        ResourceKind.InputSecurityGroup => resources with { InputSecurityGroupId = id },
        ResourceKind.Input => resources with { InputId = id },
        ResourceKind.PackageChannel => resources with { PackageChannelId = id },
        ResourceKind.PackageEndpoint => resources with { PackageEndpointId = id },
        ResourceKind.Channel => resources with { ChannelId = id },
        ResourceKind.Behaviour => resources with { DistributionId = id },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The status without a resource that is gone, and without the URLs that went with it.</summary>
    public static LiveStreamStatus WithoutLost(this LiveStreamStatus status, ResourceKind kind) => status with
    {
        Resources = status.Resources.WithId(kind, null),
        Ingest = kind == ResourceKind.Input ? null : status.Ingest,
        Playback = kind == ResourceKind.PackageEndpoint ? null : status.Playback,
    };

    /// <summary>The name in events and messages.</summary>
    public static string Title(this ResourceKind kind) => kind switch
    {
        ResourceKind.InputSecurityGroup => "MediaLive input security group",
        ResourceKind.Input => "MediaLive input",
        ResourceKind.PackageChannel => "MediaPackage channel",
        ResourceKind.PackageEndpoint => "MediaPackage endpoint",
        ResourceKind.Channel => "MediaLive channel",
        ResourceKind.Behaviour => "CloudFront behaviour",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
