using Onair.Api.IvsChannels;
using Onair.Operator.ExternalResources;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>The one table of the kinds of AWS resources. A new kind is one enum member and one row here.</summary>
internal static class IvsResourceTable
{
    private static readonly ResourceTable<IvsResource, IvsChannelResources, IvsChannelStatus> Table = new(
    [
        new(IvsResource.RecordingConfiguration, "IVS recording configuration", "recordingConfigurationArn",
            r => r.RecordingConfigurationArn, (r, arn) => r with { RecordingConfigurationArn = arn }),
        new(IvsResource.Channel, "IVS channel", "channelArn", r => r.ChannelArn, (r, arn) => r with { ChannelArn = arn })
        {
            // A channel's key is deleted with it, and the next channel has other URLs.
            WithoutOutcome = status => status with
            {
                Playback = null,
                Ingest = null,
                StreamKeySecretRef = null,
                Stream = null,
                Resources = status.Resources with { StreamKeyArn = null },
            },
        },
        new(IvsResource.StreamKey, "IVS stream key", "streamKeyArn", r => r.StreamKeyArn, (r, arn) => r with { StreamKeyArn = arn })
        {
            WithoutOutcome = status => status with { StreamKeySecretRef = null },
        },
    ]);

    /// <summary>All kinds, in the order of creation.</summary>
    public static IReadOnlyList<IvsResource> All => Table.Kinds;

    /// <summary>The ids of the annotation onair.dev/adopt.</summary>
    public static IReadOnlyDictionary<IvsResource, string> Adopted(IvsChannel channel) =>
        AdoptedArns.Of(channel).ToDictionary(id => Table.OfStatusField(id.Key), id => id.Value);

    /// <summary>The name in Events and messages.</summary>
    public static string Title(this IvsResource kind) => Table[kind].Title;

    /// <summary>The recorded ARN; null when there is none.</summary>
    public static string? ArnIn(this IvsResource kind, IvsChannelResources resources) => Table[kind].Id(resources);

    /// <summary>The resources with this ARN, or without one.</summary>
    public static IvsChannelResources WithArn(this IvsChannelResources resources, IvsResource kind, string? arn) => Table[kind].WithId(resources, arn);

    /// <summary>The status without a resource that no longer exists, and without what went with it.</summary>
    public static IvsChannelStatus WithoutLost(this IvsChannelStatus status, IvsResource kind) =>
        Table[kind].WithoutOutcome(status with { Resources = status.Resources.WithArn(kind, null) with { Missing = null } });
}
