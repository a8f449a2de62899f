using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.ArchiveSplits;

/// <summary>The last observed state of a section.</summary>
public sealed record SplitSectionStatus
{
    /// <summary>Index in <c>spec.sections</c>, starting at 0; also the number in the output file names.</summary>
    [Required]
    public int Position { get; set; }

    /// <summary>Title of the section.</summary>
    public string? Title { get; set; }

    /// <summary>First frame of the section, in seconds from the session's first frame. Known once it is recorded.</summary>
    public double? StartSeconds { get; set; }

    /// <summary>End of the section, in seconds from the session's first frame.</summary>
    public double? EndSeconds { get; set; }

    /// <summary>State of the section.</summary>
    public SplitSectionState State { get; set; }

    /// <summary>Progress in percent.</summary>
    public int? Percent { get; set; }

    /// <summary>The MP4, e.g. <c>s3://recordings/2026/11/21/…/talk/index_0.mp4</c>; set once the state is Completed.</summary>
    public string? OutputUrl { get; set; }

    /// <summary>Playlist of the recorded segments that contain the section, e.g. <c>s3://…/index_0.m3u8</c>.</summary>
    public string? PlaylistUrl { get; set; }

    /// <summary>Duration of the MP4 in seconds.</summary>
    public double? DurationSeconds { get; set; }

    /// <summary>Size of the MP4 in bytes.</summary>
    public long? Bytes { get; set; }

    /// <summary>
    /// How the MP4 was cut: Copied, EdgesEncoded (copied, except for re-encoded GOPs at the edges) or Encoded (fully re-encoded).
    /// </summary>
    public string? Method { get; set; }

    /// <summary>With precision Keyframe: how many seconds before the requested start the cut begins.</summary>
    public double? StartMovedSeconds { get; set; }

    /// <summary>With precision Keyframe: how many seconds after the requested end the cut ends.</summary>
    public double? EndMovedSeconds { get; set; }

    /// <summary>Seconds of the section that were not recorded and are missing from the MP4. Absent: none.</summary>
    public double? MissingSeconds { get; set; }

    /// <summary>Number of attempts so far.</summary>
    public int? Attempts { get; set; }

    /// <summary>When the next attempt begins.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>When the latest attempt began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When the section was cut.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>The MediaConvert job or Kubernetes Job of the latest attempt.</summary>
    public string? JobId { get; set; }

    /// <summary>
    /// The field because of which the section cannot be cut, e.g. <c>spec.sections[0].end</c>: the spec cannot be edited, so another ArchiveSplit is
    /// needed. Absent: none.
    /// </summary>
    public string? WrongField { get; set; }

    /// <summary>What the section is waiting for, why it failed (the last lines of the engine's log), or a note about the result.</summary>
    public string? Message { get; set; }
}

/// <summary>The state of a section.</summary>
[JsonConverter(typeof(WordConverter<SplitSectionState>))]
public enum SplitSectionState
{
    /// <summary>The end of the section is not in the archive yet, or the section is waiting for its turn or its next attempt.</summary>
    Waiting,

    /// <summary>The engine is cutting the section.</summary>
    Running,

    /// <summary>The MP4 and the playlist exist.</summary>
    Completed,

    /// <summary>
    /// All attempts failed, and the annotation <c>onair.dev/retry</c> starts another one. Or a value of the spec is wrong: <c>wrongField</c> names
    /// the field.
    /// </summary>
    Failed,
}
