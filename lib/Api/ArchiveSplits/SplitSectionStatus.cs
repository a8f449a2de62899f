using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Onair.Api.ArchiveSplits;

/// <summary>What was last observed of a section.</summary>
public sealed record SplitSectionStatus
{
    /// <summary>Index in <c>spec.sections</c>, from 0; the number in the names of the outputs.</summary>
    [Required]
    public int Position { get; set; }

    /// <summary>Its title.</summary>
    public string? Title { get; set; }

    /// <summary>Its first frame, in seconds from the session's first frame; known once the recording has reached it.</summary>
    public double? StartSeconds { get; set; }

    /// <summary>Its end, in seconds from the session's first frame.</summary>
    public double? EndSeconds { get; set; }

    /// <summary>How far it is.</summary>
    public SplitSectionState State { get; set; }

    /// <summary>How much of the work is done, in percent.</summary>
    public int? Percent { get; set; }

    /// <summary>The MP4, e.g. <c>s3://recordings/2026/11/21/…/talk/index_0.mp4</c>; there once the state is Completed.</summary>
    public string? OutputUrl { get; set; }

    /// <summary>The playlist of the segments that it is cut from, e.g. <c>s3://…/index_0.m3u8</c>.</summary>
    public string? PlaylistUrl { get; set; }

    /// <summary>Duration of the MP4 in seconds.</summary>
    public double? DurationSeconds { get; set; }

    /// <summary>Size of the MP4 in bytes.</summary>
    public long? Bytes { get; set; }

    /// <summary>
    /// How the frames got into the MP4: Copied, EdgesEncoded (all but the groups at the edges copied), or Encoded (all encoded anew).
    /// </summary>
    public string? Method { get; set; }

    /// <summary>How far the cut begins before what was asked for, in seconds, with precision Keyframe.</summary>
    public double? StartMovedSeconds { get; set; }

    /// <summary>How far the cut ends behind what was asked for, in seconds, with precision Keyframe.</summary>
    public double? EndMovedSeconds { get; set; }

    /// <summary>How much of the section nobody recorded, in seconds: it is left out of the MP4. Absent: nothing.</summary>
    public double? MissingSeconds { get; set; }

    /// <summary>How often it was tried.</summary>
    public int? Attempts { get; set; }

    /// <summary>When it is tried again.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>When the latest attempt began.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it was cut.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>The MediaConvert job, or the Kubernetes Job, of the latest attempt.</summary>
    public string? JobId { get; set; }

    /// <summary>What it waits for, what went wrong (the engine's last lines), or what to know of the result.</summary>
    public string? Message { get; set; }
}

/// <summary>How far a section is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SplitSectionState>))]
public enum SplitSectionState
{
    /// <summary>Its end is not in the archive yet, or it waits for its turn or its next attempt.</summary>
    Waiting,

    /// <summary>The engine works on it.</summary>
    Running,

    /// <summary>MP4 and playlist are there.</summary>
    Completed,

    /// <summary>It cannot be cut as it is declared, or all attempts failed. The annotation <c>onair.dev/retry</c> tries again.</summary>
    Failed,
}
