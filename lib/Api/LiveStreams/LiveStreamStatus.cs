using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.LiveStreams;

/// <summary>What was last observed of a LiveStream.</summary>
public sealed record LiveStreamStatus
{
    /// <summary>The generation of the spec that this status was made from.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>A word for people; programs read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>
    /// Ready, Reconciling, Stalled (kstatus); Receiving (video arrives); ChangesPending (an edit waits for the next stop);
    /// Drifted (AWS differs from the spec, and the annotation <c>onair.dev/observe-only</c> forbids to change it).
    /// </summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>Where the encoder pushes to.</summary>
    public IngestStatus? Ingest { get; set; }

    /// <summary>Where viewers play from.</summary>
    public PlaybackStatus? Playback { get; set; }

    /// <summary>The session that runs now; absent when stopped.</summary>
    public string? CurrentSessionId { get; set; }

    /// <summary>The latest 50 sessions, oldest first.</summary>
    [ListMapKey("id")]
    public IReadOnlyList<SessionStatus> Sessions { get; set; } = [];

    /// <summary>What the schedule decides now; absent without a schedule.</summary>
    public ScheduleStatus? Schedule { get; set; }

    /// <summary>Why the channel is kept stopped though it is declared to run; absent when it is not.</summary>
    public HoldStatus? Hold { get; set; }

    /// <summary>What the channel has cost.</summary>
    public CostStatus? Cost { get; set; }

    /// <summary>The resources in AWS.</summary>
    public StreamResources Resources { get; set; } = new();

    /// <summary>What EventSinks are still to be told.</summary>
    public OutboxStatus? Outbox { get; set; }
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
    /// <summary>HLS master playlist at the origin.</summary>
    public string? Url { get; set; }

    /// <summary>HLS master playlist through the CloudFront distribution, when associated.</summary>
    public string? LiveUrl { get; set; }
}

/// <summary>One run of the channel, from start to stop.</summary>
public sealed record SessionStatus
{
    /// <summary>Unique id of the session.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>S3 folder with the session's segments.</summary>
    public string? ArchivePath { get; set; }

    /// <summary>When the session was opened: before the channel was told to start.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the channel was first seen running; absent while it starts.</summary>
    public DateTimeOffset? RunningAt { get; set; }

    /// <summary>When the channel was about to be told to stop; absent before, and when it stopped by itself.</summary>
    public DateTimeOffset? StoppingAt { get; set; }

    /// <summary>Why, for people.</summary>
    public string? StopReason { get; set; }

    /// <summary>When the channel was idle again; absent while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; set; }
}

/// <summary>The resources in AWS; ids as AWS gives them. An id is recorded when the resource is known to exist.</summary>
public sealed record StreamResources
{
    /// <summary>Name of the MediaProvider that the resources were made with.</summary>
    public string? Provider { get; set; }

    /// <summary>How the input was made; neither can be changed.</summary>
    public InputShape? Input { get; set; }

    /// <summary>Path of the SSM parameters with the passwords of the sources.</summary>
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

    /// <summary>CloudFront distribution that has a behaviour for the stream.</summary>
    public string? DistributionId { get; set; }

    /// <summary>
    /// A creation that was begun and whose outcome is not recorded yet: what is looked for by tag before anything is
    /// created again.
    /// </summary>
    public CreationIntent? Creating { get; set; }
}

/// <summary>What of an input is fixed when it is made.</summary>
public sealed record InputShape
{
    /// <summary>The protocol.</summary>
    public InputType Type { get; set; }

    /// <summary>How many pipelines.</summary>
    public InputRedundancy Redundancy { get; set; }
}

/// <summary>A creation that was begun.</summary>
public sealed record CreationIntent
{
    /// <summary>What is created, e.g. <c>Channel</c>.</summary>
    public string Resource { get; set; } = "";

    /// <summary>The idempotency token that is sent with the creation.</summary>
    public string Token { get; set; } = "";

    /// <summary>When it was begun.</summary>
    public DateTimeOffset Since { get; set; }
}
