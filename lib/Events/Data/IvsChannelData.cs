using System.ComponentModel.DataAnnotations;
using Onair.Api.IvsChannels;

namespace Onair.Events.Data;

/// <summary>What happened to an IvsChannel, and its state afterwards.</summary>
public sealed record IvsChannelData : ResourceEventData
{
    /// <summary>What the channel takes and what viewers get.</summary>
    [Required]
    public IvsChannelType Type { get; init; }

    /// <summary>How far viewers are behind.</summary>
    [Required]
    public IvsLatencyMode LatencyMode { get; init; }

    /// <summary>The resource's phase, for people.</summary>
    public string? Phase { get; init; }

    /// <summary>Whether an encoder pushes.</summary>
    [Required]
    public bool Live { get; init; }

    /// <summary>Whether viewers need a token.</summary>
    [Required]
    public bool Authorized { get; init; }

    /// <summary>The stream of the event: one push, with another id each. With <c>offline</c> the one that has ended.</summary>
    public string? StreamId { get; init; }

    /// <summary>When the live stream began; absent while no encoder pushes.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Health of the live stream as IVS says it: HEALTHY, STARVING or UNKNOWN.</summary>
    public string? Health { get; init; }

    /// <summary>HLS multivariant playlist for viewers.</summary>
    public string? PlaybackUrl { get; init; }

    /// <summary>Host that encoders push to.</summary>
    public string? IngestEndpoint { get; init; }

    /// <summary>Name of the MediaProvider whose account is used.</summary>
    public string? ProviderName { get; init; }

    /// <summary>ARN of the IVS channel.</summary>
    public string? ChannelArn { get; init; }
}
