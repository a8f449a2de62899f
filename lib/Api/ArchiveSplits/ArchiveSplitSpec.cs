using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.ArchiveSplits;

/// <summary>
/// Splits the recording of a session, or what was uploaded for a broadcast, into sections. Each section becomes an MP4 and a playlist as soon as its end is recorded, even
/// while the session is still running. All fields except <c>deletionPolicy</c> are immutable: for other sections, create another
/// ArchiveSplit.
/// </summary>
public sealed record ArchiveSplitSpec
{
    /// <summary>The LiveStream whose recording is split. Absent: the recording is a broadcast's.</summary>
    public StreamReference? StreamRef { get; set; }

    /// <summary>
    /// The HlsBroadcast whose folder is split. Its segments must be MPEG-TS with picture and sound; of several renditions, the one with the
    /// highest bandwidth is taken. Absent: the recording is a stream's.
    /// </summary>
    public BroadcastReference? BroadcastRef { get; set; }

    /// <summary>
    /// Id of a session in the stream's <c>status.sessions</c>; not for broadcasts. Default: the latest session when Onair first sees the
    /// ArchiveSplit.
    /// </summary>
    [MinSize(1), MaxSize(100)]
    public string? SessionId { get; set; }

    /// <summary>The sections. They can overlap and be in any order.</summary>
    [Required, MinSize(1), MaxSize(500)]
    public IReadOnlyList<SplitSection> Sections { get; set; } = [];

    /// <summary>
    /// Folder of the outputs, below the session's folder. Must be unique among the splits of a session. Default: the ArchiveSplit's
    /// uid.
    /// </summary>
    [RegularExpression("^[A-Za-z0-9!_.*'()-]+$"), MaxSize(100)]
    public string? NameModifier { get; set; }

    /// <summary>Where the outputs go.</summary>
    public SplitOutputSpec Output { get; set; } = new();

    /// <summary>The engine that cuts the sections.</summary>
    public SplitEngine Engine { get; set; } = SplitEngine.Pod;

    /// <summary>How precisely sections are cut.</summary>
    public SplitPrecision Precision { get; set; } = SplitPrecision.Frame;

    /// <summary>What happens to the MP4s and playlists when the ArchiveSplit is deleted. The recording is always kept.</summary>
    public DeletionPolicy DeletionPolicy { get; set; } = DeletionPolicy.Delete;
}

/// <summary>A section of the recording.</summary>
public sealed record SplitSection
{
    /// <summary>First frame of the section: seconds from the session's first recorded frame, e.g. <c>90</c> or <c>12.5</c>, or an RFC 3339 timestamp.</summary>
    [Required]
    public SessionTime Start { get; set; } = SessionTime.Of(0);

    /// <summary>End of the section, after the start, e.g. <c>1890</c>. Exclusive: the frame at that time is not part of the section.</summary>
    [Required]
    public SessionTime End { get; set; } = SessionTime.Of(0);

    /// <summary>Title, for humans. Absent: the section has only its index.</summary>
    [MinSize(1), MaxSize(200)]
    public string? Title { get; set; }
}

/// <summary>Where the outputs of a split go.</summary>
public sealed record SplitOutputSpec
{
    /// <summary>Output bucket. The folder is the same as the session's in the archive bucket. Default: the MediaProvider's output bucket.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    public string? Bucket { get; set; }
}

/// <summary>The engine that cuts a recording.</summary>
[JsonConverter(typeof(WordConverter<SplitEngine>))]
public enum SplitEngine
{
    /// <summary>A Kubernetes Job for each section. It copies the video where possible, which takes a second for minutes of video.</summary>
    Pod,

    /// <summary>An AWS Elemental MediaConvert job for each section. It re-encodes the whole section, and AWS bills by the minute.</summary>
    MediaConvert,
}

/// <summary>How precisely sections are cut.</summary>
[JsonConverter(typeof(WordConverter<SplitPrecision>))]
public enum SplitPrecision
{
    /// <summary>Cuts at the exact frame. Only the GOPs at the edges are re-encoded.</summary>
    Frame,

    /// <summary>Cuts at the surrounding key frames. Nothing is re-encoded; the status shows how far the cuts moved.</summary>
    Keyframe,
}
