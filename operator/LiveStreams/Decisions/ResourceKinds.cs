using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Where the id of each kind of resource is recorded.</summary>
internal static class ResourceKinds
{
    /// <summary>
    /// What a stream with this input has, in the order of creation. The behaviour comes apart, because it can be added and
    /// removed on air.
    /// </summary>
    public static IEnumerable<ResourceKind> InCreationOrder(InputSpec input)
    {
        if (input.Type == InputType.RtmpPush) yield return ResourceKind.InputSecurityGroup;
        if (input.NeedsCredentials()) yield return ResourceKind.SourceCredentials;
        yield return ResourceKind.Input;
        yield return ResourceKind.PackageChannel;
        yield return ResourceKind.PackageEndpoint;
        yield return ResourceKind.Channel;
    }

    /// <summary>Whether the channel logs in at a source.</summary>
    public static bool NeedsCredentials(this InputSpec input) =>
        input.Type != InputType.RtmpPush && input.Sources?.Any(s => s.CredentialsSecretRef is not null) == true;

    /// <summary>
    /// The behaviour goes before what it points to. MediaLive's order: a channel holds its input, an input its security
    /// group. The endpoint goes before the package channel.
    /// </summary>
    public static IReadOnlyList<ResourceKind> InDeletionOrder { get; } =
    [
        ResourceKind.Behaviour, ResourceKind.Channel, ResourceKind.PackageEndpoint, ResourceKind.PackageChannel,
        ResourceKind.Input, ResourceKind.SourceCredentials, ResourceKind.InputSecurityGroup,
    ];

    /// <summary>By the name in <c>status.resources</c>, of which the annotation onair.dev/adopt has some.</summary>
    public static ResourceKind OfStatusField(string name) => name switch
    {
        "inputSecurityGroupId" => ResourceKind.InputSecurityGroup,
        "inputId" => ResourceKind.Input,
        "packageChannelId" => ResourceKind.PackageChannel,
        "packageEndpointId" => ResourceKind.PackageEndpoint,
        "channelId" => ResourceKind.Channel,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    public static string? IdIn(this ResourceKind kind, StreamResources resources) => kind switch
    {
        ResourceKind.InputSecurityGroup => resources.InputSecurityGroupId,
        ResourceKind.SourceCredentials => resources.SourceCredentials,
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
        ResourceKind.SourceCredentials => resources with { SourceCredentials = id },
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
        Resources = status.Resources.WithId(kind, null) with { Input = kind == ResourceKind.Input ? null : status.Resources.Input },
        Ingest = kind == ResourceKind.Input ? null : status.Ingest,
        Playback = kind switch
        {
            ResourceKind.PackageEndpoint => null,
            ResourceKind.Behaviour => status.Playback is { } playback ? playback with { LiveUrl = null } : null,
            _ => status.Playback,
        },
    };

    /// <summary>The name in events and messages.</summary>
    public static string Title(this ResourceKind kind) => kind switch
    {
        ResourceKind.InputSecurityGroup => "MediaLive input security group",
        ResourceKind.SourceCredentials => "SSM parameters with the sources' passwords",
        ResourceKind.Input => "MediaLive input",
        ResourceKind.PackageChannel => "MediaPackage channel",
        ResourceKind.PackageEndpoint => "MediaPackage endpoint",
        ResourceKind.Channel => "MediaLive channel",
        ResourceKind.Behaviour => "CloudFront behaviour",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
