using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.LiveStreams;

/// <summary>The last observed state of a LiveStream.</summary>
public sealed record LiveStreamStatus : IResourceStatus
{
    /// <summary>The generation of the spec that this status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One-word summary for humans. Programs should read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>
    /// Ready, Reconciling and Stalled (kstatus); Receiving (the channel receives video); Distributed (viewers can play from the CloudFront
    /// distribution; only with <c>spec.distribution.live</c>); ChangesPending (an edit takes effect at the next stop); Drifted (AWS differs from the spec, and the annotation <c>onair.dev/observe-only</c> keeps Onair from correcting it);
    /// Deprecated (the spec breaks a rule that is newer than the stream, which goes on).
    /// </summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>Where the encoder pushes to.</summary>
    public IngestStatus? Ingest { get; set; }

    /// <summary>Where viewers play from.</summary>
    public PlaybackStatus? Playback { get; set; }

    /// <summary>The current session; absent while the channel is stopped.</summary>
    public string? CurrentSessionId { get; set; }

    /// <summary>The last 50 sessions, oldest first.</summary>
    [ListMapKey("id")]
    public IReadOnlyList<SessionStatus> Sessions { get; set; } = [];

    /// <summary>The effective state of the channel, and what decides it; absent until Onair has first reconciled the stream.</summary>
    public RunStatus? Run { get; set; }

    /// <summary>What the schedule currently requires; absent without a schedule. <c>run</c> says whether it is followed.</summary>
    public ScheduleStatus? Schedule { get; set; }

    /// <summary>Why the cost guard keeps the channel stopped although the spec wants it to run; absent otherwise.</summary>
    public HoldStatus? Hold { get; set; }

    /// <summary>What the channel has cost.</summary>
    public CostStatus? Cost { get; set; }

    /// <summary>The AWS resources of the stream.</summary>
    public StreamResources Resources { get; set; } = new();

    /// <summary>Events that have not been delivered yet.</summary>
    public OutboxStatus? Outbox { get; set; }

    /// <summary>The session that is open; null without one.</summary>
    [JsonIgnore]
    public SessionStatus? CurrentSession => Sessions.LastOrDefault(s => s.Id == CurrentSessionId);
}

/// <summary>Where the encoder pushes to.</summary>
public sealed record IngestStatus
{
    /// <summary>Push URLs without the stream key, one for each pipeline, e.g. <c>rtmp://203.0.113.7:1935/live</c>.</summary>
    public IReadOnlyList<string> Endpoints { get; set; } = [];

    /// <summary>The Secret with the stream key.</summary>
    public SecretKeyReference? StreamKeySecretRef { get; set; }
}

/// <summary>Where viewers play from.</summary>
public sealed record PlaybackStatus
{
    /// <summary>HLS multivariant playlist at the origin.</summary>
    public string? Url { get; set; }

    /// <summary>HLS multivariant playlist through the CloudFront distribution; absent until CloudFront has deployed the stream's cache behavior.</summary>
    public string? LiveUrl { get; set; }
}

/// <summary>One run of the channel, from start to stop.</summary>
public sealed record SessionStatus
{
    /// <summary>Unique id of the session.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>S3 folder with the recorded segments of the session.</summary>
    public string? ArchivePath { get; set; }

    /// <summary>When the session was opened, which is before the channel starts.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the channel was first observed running; absent while it starts.</summary>
    public DateTimeOffset? RunningAt { get; set; }

    /// <summary>When Onair decided to stop the channel; absent until then, and if the channel stopped by itself.</summary>
    public DateTimeOffset? StoppingAt { get; set; }

    /// <summary>Human-readable reason for the stop.</summary>
    public string? StopReason { get; set; }

    /// <summary>When the channel became idle again; absent while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; set; }
}

/// <summary>The resources in AWS, by the ids that AWS assigned. An id is recorded once the resource is known to exist.</summary>
public sealed record StreamResources : ResourceRecords
{
    /// <summary>The immutable properties that the input was created with.</summary>
    public InputShape? Input { get; set; }

    /// <summary>Path of the SSM parameters that hold the passwords of the sources.</summary>
    public string? SourceCredentials { get; set; }

    /// <summary>MediaLive channel.</summary>
    public string? ChannelId { get; set; }

    /// <summary>MediaLive input.</summary>
    public string? InputId { get; set; }

    /// <summary>MediaLive input security group.</summary>
    public string? InputSecurityGroupId { get; set; }

    /// <summary>MediaPackage channel.</summary>
    public string? PackageChannelId { get; set; }

    /// <summary>MediaPackage origin endpoint.</summary>
    public string? PackageEndpointId { get; set; }

    /// <summary>CloudFront distribution that has a cache behavior for the stream.</summary>
    public string? DistributionId { get; set; }

    /// <summary>
    /// Since when CloudFront deploys the stream's cache behavior to its edge locations; absent once <c>playback.liveUrl</c> is published.
    /// </summary>
    public DateTimeOffset? DeployingSince { get; set; }
}

/// <summary>The immutable properties of an input.</summary>
public sealed record InputShape
{
    /// <summary>Input protocol.</summary>
    public InputType Type { get; set; }

    /// <summary>How many pipelines it has.</summary>
    public InputRedundancy Redundancy { get; set; }
}
