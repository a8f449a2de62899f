using Onair.Api.IvsChannels;
using Onair.Operator.ExternalResources;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>What one look at IVS found of one resource. IVS knows its resources by their ARNs.</summary>
internal sealed record ObservedIvs : SeenResource
{
    /// <summary>What a look found.</summary>
    /// <param name="arn">The resource's ARN; null when it does not exist.</param>
    public ObservedIvs(string? arn)
        : base(arn) => Arn = arn;

    /// <summary>It does not exist.</summary>
    public static ObservedIvs Absent { get; } = new((string?)null);

    /// <summary>Whether it can be used: a recording configuration takes a moment, and may fail.</summary>
    public IvsState State { get; init; } = IvsState.Active;

    /// <summary>The settings of a channel; null when it was seen in a list, or is none.</summary>
    public ChannelSettings? Channel { get; init; }

    /// <summary>The settings of a recording configuration; null when it was seen in a list, or is none.</summary>
    public RecordingSettings? Recording { get; init; }

    /// <summary>The channel that a stream key is of; null for everything else.</summary>
    public string? ChannelArn { get; init; }

    /// <summary>It was found in a list, which does not say all that is to be compared.</summary>
    public bool IsSummary(IvsResource kind) => Exists && kind switch
    {
        IvsResource.Channel => Channel is null,
        IvsResource.RecordingConfiguration => Recording is null,
        _ => false,
    };
}

/// <summary>The states of a recording configuration; everything else is always active.</summary>
internal enum IvsState
{
    Active,
    Creating,

    /// <summary>It can only be deleted.</summary>
    CreateFailed,
}

/// <summary>What is live on a channel.</summary>
/// <param name="Id">Id of the stream; null when nobody pushes.</param>
/// <param name="Health">Its health as IVS says it.</param>
/// <param name="StartedAt">When it went live.</param>
/// <param name="Viewers">How many play it; null when IVS does not say so.</param>
internal sealed record SeenStream(string? Id, string? Health = null, DateTimeOffset? StartedAt = null, long? Viewers = null)
{
    public static SeenStream Offline { get; } = new((string?)null);

    /// <summary>IVS treats the channel as live though it names no stream: an encoder has just begun to push.</summary>
    public static SeenStream Unnamed { get; } = new("");

    public bool IsLive => Id is not null;

    /// <summary>What was last recorded.</summary>
    public static SeenStream Of(IvsStreamStatus? recorded) => recorded is null ? Offline : new(recorded.Id, recorded.Health, recorded.StartedAt, recorded.ViewerCount);
}
