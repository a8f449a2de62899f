using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.ArchiveSplits;

/// <summary>What was last observed of an ArchiveSplit.</summary>
public sealed record ArchiveSplitStatus
{
    /// <summary>The generation of the spec that this status was made from.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>A word for people; programs read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>Ready: all sections are cut. Reconciling: some are not yet. Stalled: some never will be without somebody's help.</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>How many sections there are.</summary>
    public int? SectionCount { get; set; }

    /// <summary>How many of them are cut.</summary>
    public int? SectionsDone { get; set; }

    /// <summary>When the work on the first section began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When the last section was cut.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>From the one to the other, e.g. <c>1m12s</c>.</summary>
    public string? Took { get; set; }

    /// <summary>Name of the MediaProvider whose account is used.</summary>
    public string? Provider { get; set; }

    /// <summary>The session.</summary>
    public string? SessionId { get; set; }

    /// <summary>S3 folder of its recording.</summary>
    public string? ArchivePath { get; set; }

    /// <summary>S3 folder of the outputs.</summary>
    public string? OutputPath { get; set; }

    /// <summary>SHA-256 of the spec as it was first seen: the one that is carried out.</summary>
    public string? AcceptedSpec { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/retry</c> that was last acted on.</summary>
    public string? Retry { get; set; }

    /// <summary>The sections, in the order of the spec.</summary>
    public IReadOnlyList<SplitSectionStatus> Sections { get; set; } = [];

    /// <summary>What EventSinks are still to be told.</summary>
    public OutboxStatus? Outbox { get; set; }
}
