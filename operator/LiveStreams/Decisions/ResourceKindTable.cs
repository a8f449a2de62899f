using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>The one table of the kinds of AWS resources. A new kind is one enum member and one row here.</summary>
internal static class ResourceKindTable
{
    private static readonly ResourceTable<ResourceKind, StreamResources, LiveStreamStatus> Table = new(
    [
        new(ResourceKind.InputSecurityGroup, "MediaLive input security group", "inputSecurityGroupId",
            r => r.InputSecurityGroupId, (r, id) => r with { InputSecurityGroupId = id }),
        new(ResourceKind.SourceCredentials, "SSM parameters with the sources' passwords", "sourceCredentials",
            r => r.SourceCredentials, (r, id) => r with { SourceCredentials = id }),
        new(ResourceKind.Input, "MediaLive input", "inputId", r => r.InputId, (r, id) => r with { InputId = id })
        {
            WithoutOutcome = status => status with { Ingest = null, Resources = status.Resources with { Input = null } },
        },
        new(ResourceKind.PackageChannel, "MediaPackage channel", "packageChannelId",
            r => r.PackageChannelId, (r, id) => r with { PackageChannelId = id }),
        new(ResourceKind.PackageEndpoint, "MediaPackage endpoint", "packageEndpointId",
            r => r.PackageEndpointId, (r, id) => r with { PackageEndpointId = id })
        {
            WithoutOutcome = status => status with { Playback = null },
        },
        new(ResourceKind.Behaviour, "CloudFront behaviour", "distributionId",
            r => r.DistributionId, (r, id) => r with { DistributionId = id, DeployingSince = null })
        {
            WithoutOutcome = status => status with { Playback = status.Playback is { } playback ? playback with { LiveUrl = null } : null },
        },
        new(ResourceKind.Channel, "MediaLive channel", "channelId", r => r.ChannelId, (r, id) => r with { ChannelId = id }),
    ]);

    /// <summary>One row for each kind, in the order of creation, which is the order of the enum.</summary>
    public static IReadOnlyList<ResourceRow<ResourceKind, StreamResources, LiveStreamStatus>> All => Table.Rows;

    /// <summary>
    /// Creation backwards: the channel first, because it bills; a channel goes before its input, the behaviour before the endpoint it
    /// points to, an input before its security group, an endpoint before its package channel. MediaLive and MediaPackage refuse any
    /// other order.
    /// </summary>
    public static IReadOnlyList<ResourceKind> InDeletionOrder { get; } = [.. Table.Kinds.Reverse()];

    /// <summary>
    /// What a stream with this input has, in the order of creation. The behaviour can be added and removed on air, so it is decided separately.
    /// </summary>
    public static IEnumerable<ResourceKind> InCreationOrder(InputSpec input) => Table.Kinds.Where(kind => kind switch
    {
        ResourceKind.InputSecurityGroup => input.Type == InputType.RtmpPush,
        ResourceKind.SourceCredentials => input.NeedsCredentials(),
        ResourceKind.Behaviour => false,
        _ => true,
    });

    /// <summary>Whether the channel logs in at a source.</summary>
    public static bool NeedsCredentials(this InputSpec input) =>
        input.Type != InputType.RtmpPush && input.Sources?.Any(s => s.CredentialsSecretRef is not null) == true;

    /// <summary>By the field of <c>status.resources</c>; the annotation onair.dev/adopt uses the same names.</summary>
    public static ResourceKind OfStatusField(string name) => Table.OfStatusField(name);

    /// <summary>The recorded id; null when there is none.</summary>
    public static string? IdIn(this ResourceKind kind, StreamResources resources) => Table[kind].Id(resources);

    /// <summary>The resources with this id, or without one.</summary>
    public static StreamResources WithId(this StreamResources resources, ResourceKind kind, string? id) => Table[kind].WithId(resources, id);

    /// <summary>The status without a resource that no longer exists, and without the URLs that went with it.</summary>
    public static LiveStreamStatus WithoutLost(this LiveStreamStatus status, ResourceKind kind) =>
        Table[kind].WithoutOutcome(status with { Resources = status.Resources.WithId(kind, null) with { Missing = null } });

    /// <summary>The name in Events and messages.</summary>
    public static string Title(this ResourceKind kind) => Table[kind].Title;
}
