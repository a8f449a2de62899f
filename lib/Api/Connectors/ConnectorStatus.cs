using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.Connectors;

/// <summary>The last observed state of a Connector.</summary>
public sealed record ConnectorStatus : IResourceStatus
{
    /// <summary>The generation of the spec that this status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One-word summary for humans. Programs should read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>
    /// Ready, Reconciling and Stalled (kstatus); OnAir (the target receives the push); SourceHealthy (the declared source is shown; False
    /// while a fallback is); ChangesPending (an edit takes effect at the next start).
    /// </summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>Where it pushes to, e.g. <c>LiveStream/event</c>.</summary>
    public string? Target { get; set; }

    /// <summary>What is shown: <c>source</c> or, e.g., <c>fallback[0]</c>; absent while nothing is pushed.</summary>
    public string? Source { get; set; }

    /// <summary>The current run; absent while nothing runs.</summary>
    public ConnectorRun? Run { get; set; }

    /// <summary>The end of the last run; absent before the first end.</summary>
    public ConnectorRunEnd? LastRun { get; set; }

    /// <summary>The node that the pod runs on.</summary>
    public string? Node { get; set; }

    /// <summary>How often a part of the pod, or the pod, was started again in this run.</summary>
    public int? Restarts { get; set; }

    /// <summary>What was reached since the start of the run, in order.</summary>
    [ListMapKey("name")]
    public IReadOnlyList<ConnectorStage> Stages { get; set; } = [];

    /// <summary>By how much the sound is delayed to match the picture, in seconds, as measured when the browser started.</summary>
    public double? AudioDelaySeconds { get; set; }

    /// <summary>The media pipeline of a source <c>chimePipeline</c>; absent for others.</summary>
    public ChimePipelineStatus? ChimePipeline { get; set; }

    /// <summary>Events that have not been delivered yet.</summary>
    public OutboxStatus? Outbox { get; set; }
}

/// <summary>One run of a connector: from its start to its stop.</summary>
public sealed record ConnectorRun
{
    /// <summary>Unique id of the run; part of the pod's name.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>Number of pods of this run so far: a pod whose node is lost has a successor.</summary>
    [Required]
    public int Attempts { get; set; }

    /// <summary>When it was started.</summary>
    [Required]
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When the target first received the push; absent until then.</summary>
    public DateTimeOffset? OnAirAt { get; set; }

    /// <summary>The media pipeline of the Amazon Chime SDK that pushes; absent when a pod does.</summary>
    public ChimePipelineRun? ChimePipeline { get; set; }
}

/// <summary>How a run ended.</summary>
public sealed record ConnectorRunEnd
{
    /// <summary>When the target first received the push; absent when it never did.</summary>
    public DateTimeOffset? OnAirAt { get; set; }

    /// <summary>When the push ended.</summary>
    [Required]
    public DateTimeOffset EndedAt { get; set; }

    /// <summary>Why it ended, for people.</summary>
    [Required]
    public string Message { get; set; } = "";
}

/// <summary>A run's media pipeline as it was begun. An edit of the spec does not change it.</summary>
public sealed record ChimePipelineRun
{
    /// <summary>ARN of the Amazon Chime SDK meeting.</summary>
    [Required]
    public string MeetingArn { get; set; } = "";

    /// <summary>Name of the MediaProvider in whose account it is.</summary>
    [Required]
    public string Provider { get; set; } = "";

    /// <summary>HD or FHD.</summary>
    [Required]
    public string Resolution { get; set; } = "";
}

/// <summary>A stage of the way to the air.</summary>
public sealed record ConnectorStage
{
    /// <summary>Display, Sound, Page, Picture, Push or Flow.</summary>
    [Required]
    public string Name { get; set; } = "";

    /// <summary>When it was last reached.</summary>
    [Required]
    public DateTimeOffset At { get; set; }

    /// <summary>How long it took since the start of the pod, in seconds.</summary>
    [Required]
    public double Seconds { get; set; }
}

/// <summary>A media pipeline of the Amazon Chime SDK.</summary>
public sealed record ChimePipelineStatus
{
    /// <summary>The token of the creation; recorded before the request is sent.</summary>
    [Required]
    public string Token { get; set; } = "";

    /// <summary>When the creation began, or when the pipeline ended.</summary>
    [Required]
    public DateTimeOffset Since { get; set; }

    /// <summary>Id of the pipeline; absent until the creation is confirmed.</summary>
    public string? Id { get; set; }

    /// <summary>Of a pipeline that has ended, how, e.g. <c>Failed</c>; another one follows. Absent before.</summary>
    public string? State { get; set; }

    /// <summary>AWS does not find the pipeline. It counts as ended only after several looks over a while, because reads may lag behind.</summary>
    public MissingResource? Missing { get; set; }
}
