using Onair.Api.IvsChannels;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>The AWS resources of a channel, in the order in which they are created.</summary>
internal enum IvsResource
{
    /// <summary>Where streams are recorded; only when it is declared. It cannot be edited, so an edit makes another one.</summary>
    RecordingConfiguration,

    Channel,

    /// <summary>CreateChannel makes one, and a channel can have only one.</summary>
    StreamKey,
}

/// <summary>What the decisions know about each kind of resource.</summary>
internal static class IvsResources
{
    /// <summary>The name in Events and messages.</summary>
    public static string Title(this IvsResource kind) => kind switch
    {
        IvsResource.RecordingConfiguration => "IVS recording configuration",
        IvsResource.Channel => "IVS channel",
        _ => "IVS stream key",
    };

    /// <summary>The field of <c>status.resources</c>; the annotation onair.dev/adopt uses the same names.</summary>
    public static string StatusField(this IvsResource kind) => kind switch
    {
        IvsResource.RecordingConfiguration => "recordingConfigurationArn",
        IvsResource.Channel => "channelArn",
        _ => "streamKeyArn",
    };

    /// <summary>The recorded ARN; null when there is none.</summary>
    public static string? ArnIn(this IvsResource kind, IvsChannelResources resources) => kind switch
    {
        IvsResource.RecordingConfiguration => resources.RecordingConfigurationArn,
        IvsResource.Channel => resources.ChannelArn,
        _ => resources.StreamKeyArn,
    };

    /// <summary>The resources with this ARN, or without one.</summary>
    public static IvsChannelResources WithArn(this IvsChannelResources resources, IvsResource kind, string? arn) => kind switch
    {
        IvsResource.RecordingConfiguration => resources with { RecordingConfigurationArn = arn },
        IvsResource.Channel => resources with { ChannelArn = arn },
        _ => resources with { StreamKeyArn = arn },
    };

    /// <summary>The status without a resource that no longer exists, and without what went with it.</summary>
    public static IvsChannelStatus WithoutLost(this IvsChannelStatus status, IvsResource kind)
    {
        var without = status with { Resources = status.Resources.WithArn(kind, null) with { Missing = null } };
        return kind switch
        {
            // A channel's key is deleted with it, and the next channel has other URLs.
            IvsResource.Channel => without with
            {
                Playback = null,
                Ingest = null,
                StreamKeySecretRef = null,
                Stream = null,
                Resources = without.Resources with { StreamKeyArn = null },
            },
            IvsResource.StreamKey => without with { StreamKeySecretRef = null },
            _ => without,
        };
    }
}
