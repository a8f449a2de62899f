using System.ComponentModel.DataAnnotations;

namespace Onair.Events.Data;

/// <summary>What happened in a broadcast of a BroadcastSite.</summary>
public sealed record BroadcastSiteData : ResourceEventData
{
    /// <summary>Id of the broadcast. All events of one broadcast have the same.</summary>
    [Required]
    public string Broadcast { get; init; } = "";

    /// <summary>The user that broadcasts.</summary>
    [Required]
    public string User { get; init; } = "";

    /// <summary>The user that watches; of viewerjoined and viewerleft.</summary>
    public string? Viewer { get; init; }

    /// <summary>How long the broadcast lasted, or how long the viewer watched according to the reports so far, in seconds; of ended and viewerleft.</summary>
    public double? Seconds { get; init; }

    /// <summary>When it happened. It is recorded up to 10 seconds later.</summary>
    public DateTimeOffset? HappenedAt { get; init; }
}
