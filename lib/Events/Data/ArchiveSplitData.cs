using System.ComponentModel.DataAnnotations;
using Onair.Api.ArchiveSplits;

namespace Onair.Events.Data;

/// <summary>What happened to an ArchiveSplit, and what it then was.</summary>
public sealed record ArchiveSplitData : ResourceEventData
{
    /// <summary>Name of the LiveStream whose recording is cut.</summary>
    [Required]
    public string Stream { get; init; } = "";

    /// <summary>The session that is cut.</summary>
    public string? SessionId { get; init; }

    /// <summary>S3 folder of its recording.</summary>
    public string? ArchivePath { get; init; }

    /// <summary>S3 folder of the outputs.</summary>
    public string? OutputPath { get; init; }

    /// <summary>The resource's phase: a word for people.</summary>
    public string? Phase { get; init; }

    /// <summary>What does the work.</summary>
    [Required]
    public SplitEngine Engine { get; init; }

    /// <summary>Name of the MediaProvider whose account is used.</summary>
    public string? ProviderName { get; init; }

    /// <summary>How many sections there are.</summary>
    [Required]
    public int SectionCount { get; init; }

    /// <summary>How many of them are cut.</summary>
    [Required]
    public int SectionsCompleted { get; init; }

    /// <summary>How many of them cannot be cut.</summary>
    [Required]
    public int SectionsFailed { get; init; }

    /// <summary>When the work on the first section began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the last section was cut.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>The section that it is about: always with <c>sectioncompleted</c>, and with <c>failed</c> when it is one section.</summary>
    public SectionData? Section { get; init; }

    /// <summary>All sections, with <c>completed</c> alone; when they do not fit, the first of them.</summary>
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

    /// <summary>How far it is.</summary>
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

    /// <summary>How the frames got into the MP4: Copied, EdgesEncoded or Encoded.</summary>
    public string? Method { get; init; }

    /// <summary>The MP4, e.g. <c>s3://recordings/2026/11/21/4f5c-1795262400/talk/index_0.mp4</c>.</summary>
    public string? OutputUrl { get; init; }

    /// <summary>The playlist of the segments that it is cut from.</summary>
    public string? PlaylistUrl { get; init; }

    /// <summary>When it was cut.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    /// <summary>How much of it nobody recorded, in seconds; absent: nothing.</summary>
    public double? MissingSeconds { get; init; }

    /// <summary>What went wrong, or what to know of the result.</summary>
    public string? Message { get; init; }
}
