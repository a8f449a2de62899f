using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.ArchiveSplits;

/// <summary>The last observed state of an ArchiveSplit.</summary>
public sealed record ArchiveSplitStatus : IResourceStatus
{
    /// <summary>The generation of the spec that this status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One-word summary for humans. Programs should read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>Ready: all sections are cut. Reconciling: work is in progress. Stalled: at least one section needs user action. Downloadable: a Secret has URLs of the MP4s.</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>What is cut, for humans: a stream or a broadcast, e.g. <c>LiveStream/event</c>.</summary>
    public string? Source { get; set; }

    /// <summary>Number of sections.</summary>
    public int? SectionCount { get; set; }

    /// <summary>Number of sections that are cut.</summary>
    public int? SectionsDone { get; set; }

    /// <summary>When the work on the first section began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When the last section was cut.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>Time from <c>startedAt</c> to <c>completedAt</c>, e.g. <c>1m12s</c>.</summary>
    public string? Took { get; set; }

    /// <summary>Name of the MediaProvider whose account is used.</summary>
    public string? Provider { get; set; }

    /// <summary>Id of the session.</summary>
    public string? SessionId { get; set; }

    /// <summary>S3 folder of the session's recording.</summary>
    public string? ArchivePath { get; set; }

    /// <summary>The playlist in that folder that lists the segments of a broadcast; absent for a stream.</summary>
    public string? ArchivePlaylist { get; set; }

    /// <summary>
    /// Set if an earlier session recorded to the same folder, because the channel was started outside Onair: segments that were stored until
    /// then are not part of the session.
    /// </summary>
    public DateTimeOffset? ArchiveAfter { get; set; }

    /// <summary>Set if a later session recorded to the same folder: segments that were stored after that time are not part of the session.</summary>
    public DateTimeOffset? ArchiveUntil { get; set; }

    /// <summary>S3 folder of the outputs.</summary>
    public string? OutputPath { get; set; }

    /// <summary>Where the MP4s can be downloaded from; absent until the first is cut.</summary>
    public SplitDownloadsStatus? Downloads { get; set; }

    /// <summary>SHA-256 of the spec as Onair first saw it. Only this spec is carried out.</summary>
    public string? AcceptedSpec { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/retry</c> that was last handled.</summary>
    public string? Retry { get; set; }

    /// <summary>The sections, in the order of the spec.</summary>
    public IReadOnlyList<SplitSectionStatus> Sections { get; set; } = [];

    /// <summary>Events that have not been delivered yet.</summary>
    public OutboxStatus? Outbox { get; set; }
}
