using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.ArchiveSplits;

/// <summary>
/// Cuts the recording of a session into sections: each becomes an MP4 and a playlist. A section is cut as soon as its end is
/// recorded, also while the session goes on. All but <c>deletionPolicy</c> is fixed once it is created: other sections are another
/// ArchiveSplit.
/// </summary>
[CustomResource(Kind = "ArchiveSplit", Plural = "archivesplits", ShortName = "split", Status = typeof(ArchiveSplitStatus))]
[PrinterColumn("Stream", ".spec.streamRef.name")]
[PrinterColumn("Sections", ".status.sectionCount", Type = "integer")]
[PrinterColumn("Done", ".status.sectionsDone", Type = "integer")]
[PrinterColumn("Phase", ".status.phase")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Took", ".status.took", Priority = 1)]
[PrinterColumn("Engine", ".spec.engine", Priority = 1)]
[PrinterColumn("Session", ".status.sessionId", Priority = 1)]
[PrinterColumn("Output", ".status.outputPath", Priority = 1)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record ArchiveSplitSpec
{
    /// <summary>The LiveStream whose recording is cut.</summary>
    [Required]
    public StreamReference StreamRef { get; set; } = new();

    /// <summary>The session, an id of the stream's <c>status.sessions</c>. Absent: the latest when the ArchiveSplit is first seen.</summary>
    [MinLength(1), MaxLength(100)]
    public string? SessionId { get; set; }

    /// <summary>What is cut. Sections may overlap and stand in any order.</summary>
    [Required, MinLength(1), MaxLength(500)]
    public IReadOnlyList<SplitSection> Sections { get; set; } = [];

    /// <summary>
    /// Folder of this split's outputs below the session's. Another split of the session must not have the same. Absent: the
    /// ArchiveSplit's uid.
    /// </summary>
    [RegularExpression("^[A-Za-z0-9!_.*'()-]+$"), MaxLength(100)]
    public string? NameModifier { get; set; }

    /// <summary>Where the outputs go.</summary>
    public SplitOutputSpec Output { get; set; } = new();

    /// <summary>What does the work.</summary>
    public SplitEngine Engine { get; set; } = SplitEngine.Pod;

    /// <summary>Where the cuts are.</summary>
    public SplitPrecision Precision { get; set; } = SplitPrecision.Frame;

    /// <summary>What happens to the MP4s and playlists when the ArchiveSplit is deleted. The recording always stays.</summary>
    public DeletionPolicy DeletionPolicy { get; set; } = DeletionPolicy.Delete;
}

/// <summary>A part of the recording.</summary>
public sealed record SplitSection
{
    /// <summary>Its first frame: seconds from the session's first recorded frame, e.g. <c>90</c> or <c>12.5</c>, or an RFC 3339 time.</summary>
    [Required]
    public SessionTime Start { get; set; } = SessionTime.Of(0);

    /// <summary>Its end, after the start, e.g. <c>1890</c>: the frame at that moment is not in it any more.</summary>
    [Required]
    public SessionTime End { get; set; } = SessionTime.Of(0);

    /// <summary>What it shows, for people. Absent: it is known by its number.</summary>
    [MinLength(1), MaxLength(200)]
    public string? Title { get; set; }
}

/// <summary>Where the outputs of a split go.</summary>
public sealed record SplitOutputSpec
{
    /// <summary>Bucket. The folder in it is that of the session in the archive bucket. Absent: the MediaProvider's output bucket.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    public string? Bucket { get; set; }
}

/// <summary>What cuts a recording.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitEngine>))]
public enum SplitEngine
{
    /// <summary>A Kubernetes Job for each section, which copies what can be copied: minutes of video in a second.</summary>
    Pod,

    /// <summary>An AWS Elemental MediaConvert job for each section, which encodes all of it anew and bills by the minute.</summary>
    MediaConvert,
}

/// <summary>Where the cuts are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitPrecision>))]
public enum SplitPrecision
{
    /// <summary>At the frame that was asked for. Only the groups of pictures at the edges are encoded anew.</summary>
    Frame,

    /// <summary>At the key frames around it: nothing is encoded; the status says how far the cuts moved.</summary>
    Keyframe,
}
