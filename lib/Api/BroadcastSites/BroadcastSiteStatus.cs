using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.BroadcastSites;

/// <summary>The last observed state of a BroadcastSite. It is written at most every 10 seconds.</summary>
public sealed record BroadcastSiteStatus : IResourceStatus
{
    /// <summary>The generation of the spec that this status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One-word summary for humans. Programs should read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>Ready, Reconciling and Stalled (kstatus); Live (at least one visitor broadcasts); Deprecated (the spec breaks a rule that is newer than the site, which is still served).</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>Where pages reach the signaling service; absent until the site is served.</summary>
    public SiteEndpointsStatus? Endpoints { get; set; }

    /// <summary>Number of live broadcasts.</summary>
    public int? Broadcasts { get; set; }

    /// <summary>Number of viewers that watch.</summary>
    public int? Viewers { get; set; }

    /// <summary>Number of the last event of the signaling service that was recorded in the outbox.</summary>
    public long? EventsRecorded { get; set; }

    /// <summary>What happened since the last recorded event. It is recorded as events of the outbox alone.</summary>
    [JsonIgnore]
    public IReadOnlyList<SiteHappening> Happened { get; init; } = [];

    /// <summary>Events that have not been delivered yet.</summary>
    public OutboxStatus? Outbox { get; set; }
}

/// <summary>Where pages reach the signaling service.</summary>
public sealed record SiteEndpointsStatus
{
    /// <summary>The script that pages include.</summary>
    public string? Script { get; set; }

    /// <summary>The value of the script's attribute <c>integrity</c>.</summary>
    public string? Integrity { get; set; }

    /// <summary>The WebSocket of the site.</summary>
    public string? Socket { get; set; }

    /// <summary>Base of the REST API of the site.</summary>
    public string? Api { get; set; }
}

/// <summary>Something that happened in a broadcast.</summary>
/// <param name="Number">Counts what happened on the site, from 1.</param>
/// <param name="Type">The last word of the event's type, e.g. <c>started</c>.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Broadcast">Id of the broadcast.</param>
/// <param name="User">The user that broadcasts.</param>
/// <param name="Viewer">The user that watches.</param>
/// <param name="Reason">Why it ended.</param>
/// <param name="Seconds">How long it lasted, in seconds.</param>
public sealed record SiteHappening(long Number, string Type, DateTimeOffset Time, string Broadcast, string User, string? Viewer, string? Reason, double? Seconds);
