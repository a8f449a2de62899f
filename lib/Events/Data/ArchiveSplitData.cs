using System.ComponentModel.DataAnnotations;
using Onair.Api.ArchiveSplits;

namespace Onair.Events.Data;

/// <summary>What happened to an ArchiveSplit, and its state afterwards.</summary>
public sealed record ArchiveSplitData : ResourceEventData
{
    /// <summary>Name of the LiveStream whose recording is split; absent when it is a broadcast's.</summary>
    public string? Stream { get; init; }

    /// <summary>Name of the HlsBroadcast whose folder is split; absent when it is a stream's.</summary>
    public string? Broadcast { get; init; }

    /// <summary>The session whose recording is split.</summary>
    public string? SessionId { get; init; }

    /// <summary>S3 folder of the recording.</summary>
    public string? ArchivePath { get; init; }

    /// <summary>S3 folder of the outputs.</summary>
    public string? OutputPath { get; init; }

    /// <summary>The resource's phase, for people.</summary>
    public string? Phase { get; init; }

    /// <summary>The engine that cuts the sections.</summary>
    [Required]
    public SplitEngine Engine { get; init; }

    /// <summary>Name of the MediaProvider whose account is used.</summary>
    public string? ProviderName { get; init; }

    /// <summary>How many sections there are.</summary>
    [Required]
    public int SectionCount { get; init; }

    /// <summary>How many sections are completed.</summary>
    [Required]
    public int SectionsCompleted { get; init; }

    /// <summary>How many sections have failed.</summary>
    [Required]
    public int SectionsFailed { get; init; }

    /// <summary>When the work on the first section began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last section was completed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The section of the event: always with <c>sectioncompleted</c>, and with <c>failed</c> when one section has failed.</summary>
    public SectionData? Section { get; init; }

    /// <summary>All sections, or the first of them when not all fit; only with <c>completed</c>.</summary>
    public IReadOnlyList<SectionData>? Sections { get; init; }
}

/// <summary>A section.</summary>
public sealed record SectionData
{
    /// <summary>Its index in <c>spec.sections</c>, from 0.</summary>
    [Required]
    public int Position { get; init; }

    /// <summary>Its title.</summary>
    public string? Title { get; init; }

    /// <summary>Its state.</summary>
    [Required]
    public SplitSectionState State { get; init; }

    /// <summary>Its first frame, in seconds from the session's first frame.</summary>
    public double? StartSeconds { get; init; }

    /// <summary>Its end, in seconds from the session's first frame.</summary>
    public double? EndSeconds { get; init; }

    /// <summary>Duration of the MP4 in seconds.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Size of the MP4 in bytes.</summary>
    public long? Bytes { get; init; }

    /// <summary>How its frames were written to the MP4: Copied, EdgesEncoded or Encoded.</summary>
    public string? Method { get; init; }

    /// <summary>The MP4, e.g. <c>s3://recordings/2026/11/21/4f5c-1795262400/talk/index_0.mp4</c>.</summary>
    public string? OutputUrl { get; init; }

    /// <summary>The playlist of the segments that it was cut from.</summary>
    public string? PlaylistUrl { get; init; }

    /// <summary>When it was completed.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>Seconds of it that are missing from the recording; absent when none are.</summary>
    public double? MissingSeconds { get; init; }

    /// <summary>What went wrong, or a note about the result.</summary>
    public string? Message { get; init; }
}
