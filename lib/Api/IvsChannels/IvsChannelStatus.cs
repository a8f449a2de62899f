using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.IvsChannels;

/// <summary>The last observed state of an IvsChannel.</summary>
public sealed record IvsChannelStatus : IResourceStatus
{
    /// <summary>The generation of the spec that this status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One-word summary for humans. Programs should read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>
    /// Ready, Reconciling and Stalled (kstatus); Live (an encoder pushes); ChangesPending (edits that wait for the end of the stream);
    /// Drifted (AWS differs from the spec, and the annotation <c>onair.dev/observe-only</c> keeps Onair from correcting it).
    /// </summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>Where viewers play from; absent until the channel exists.</summary>
    public IvsPlaybackStatus? Playback { get; set; }

    /// <summary>Where the encoder pushes to; absent until the channel exists.</summary>
    public IvsIngestStatus? Ingest { get; set; }

    /// <summary>The Secret with the stream key (<c>streamKey</c>) and the URL to push to (<c>url</c>).</summary>
    public SecretKeyReference? StreamKeySecretRef { get; set; }

    /// <summary>The stream that is live; absent while no encoder pushes.</summary>
    public IvsStreamStatus? Stream { get; set; }

    /// <summary>The last 20 streams, the oldest first: each push is one.</summary>
    [ListMapKey("id")]
    public IReadOnlyList<IvsSession> Sessions { get; set; } = [];

    /// <summary>The resources in AWS, by ARN.</summary>
    public IvsChannelResources Resources { get; set; } = new();

    /// <summary>Events that have not been delivered yet.</summary>
    public OutboxStatus? Outbox { get; set; }
}

/// <summary>Where viewers of an IVS channel play from.</summary>
public sealed record IvsPlaybackStatus
{
    /// <summary>HLS multivariant playlist. With <c>spec.authorized</c> viewers add a token to its query.</summary>
    public string? Url { get; set; }
}

/// <summary>Where the encoder of an IVS channel pushes to.</summary>
public sealed record IvsIngestStatus
{
    /// <summary>Host without the stream key, e.g. <c>a1b2c3d4e5f6.global-contribute.live-video.net</c>. The Secret has the whole URL.</summary>
    public string? Endpoint { get; set; }
}

/// <summary>The live stream of an IVS channel.</summary>
public sealed record IvsStreamStatus
{
    /// <summary>Id of the stream in IVS: another one for each push.</summary>
    public string? Id { get; set; }

    /// <summary>Health as IVS says it: HEALTHY, STARVING (too little arrives) or UNKNOWN.</summary>
    public string? Health { get; set; }

    /// <summary>When the stream went live.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>
    /// How many viewers play, as IVS counts them. IVS needs up to a minute to notice a change. Onair writes a new count when it differs by a tenth.
    /// </summary>
    public long? ViewerCount { get; set; }
}

/// <summary>One push to an IVS channel.</summary>
public sealed record IvsSession
{
    /// <summary>Id of the stream in IVS.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>When the stream went live.</summary>
    [Required]
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When Onair noticed that the stream had ended; absent while it is live.</summary>
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>The resources of a channel in AWS. An ARN is recorded once the resource is known to exist.</summary>
public sealed record IvsChannelResources : ResourceRecords
{
    /// <summary>IVS recording configuration.</summary>
    public string? RecordingConfigurationArn { get; set; }

    /// <summary>The recording configuration before an edit. It is deleted once the channel no longer uses it.</summary>
    public string? FormerRecordingConfigurationArn { get; set; }

    /// <summary>IVS channel.</summary>
    public string? ChannelArn { get; set; }

    /// <summary>IVS stream key.</summary>
    public string? StreamKeyArn { get; set; }
}
