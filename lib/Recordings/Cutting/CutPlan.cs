using System.Text.Json.Serialization;
using Onair.Recordings.Index;

namespace Onair.Recordings.Cutting;

/// <summary>
/// Everything that the splitter needs to make the MP4 of a section, as JSON. The URLs are presigned: the plan gives access to reading
/// these segments and writing this object, and to nothing else.
/// </summary>
public sealed record CutPlan
{
    /// <summary>Whether only whole GOPs are copied: the cut starts and ends at key frames.</summary>
    public bool KeyframesOnly { get; init; }

    /// <summary>What is cut, in the order of the section.</summary>
    public required IReadOnlyList<CutPiece> Pieces { get; init; }

    /// <summary>The settings of the recording's encoder (<see cref="SegmentIndex.Encoder"/>); null when they are not known.</summary>
    public string? Encoder { get; init; }

    /// <summary>Where the parts of the MP4 go.</summary>
    public required UploadTarget Output { get; init; }
}

/// <summary>A part of one segment.</summary>
public sealed record CutPiece
{
    /// <summary>Presigned GET of the segment; accepts a Range header.</summary>
    public required Uri Url { get; init; }

    /// <summary>
    /// The segment's index, reduced to the GOPs that the piece needs: those with frames in it, and one before and one after for the
    /// audio that is multiplexed there.
    /// </summary>
    public required SegmentIndex Index { get; init; }

    /// <summary>First frame of the piece, in 90-kHz ticks from the segment's first frame.</summary>
    public required long From { get; init; }

    /// <summary>Where the piece ends, in ticks from the segment's first frame; frames at or after it are not included.</summary>
    public required long To { get; init; }

    /// <summary>Whether the time stamps are not continuous with those of the previous piece.</summary>
    public bool Discontinuity { get; init; }
}

/// <summary>A multipart upload that the operator starts and completes.</summary>
public sealed record UploadTarget
{
    /// <summary>Size of each part but the last. The first is larger by the size of the tables that precede the media.</summary>
    public required int PartBytes { get; init; }

    /// <summary>Presigned PUT of each part, from number 1 on; more than are needed.</summary>
    public required IReadOnlyList<Uri> Parts { get; init; }
}

/// <summary>How the frames of the MP4 were made.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CutMethod>))]
public enum CutMethod
{
    /// <summary>All frames were copied.</summary>
    Copied,

    /// <summary>The GOPs at the edges were re-encoded with the recording's own settings, the others were copied.</summary>
    EdgesEncoded,

    /// <summary>All frames were re-encoded, because the recording's encoder could not be matched.</summary>
    Encoded,
}

/// <summary>What the splitter made, as JSON in its termination message.</summary>
public sealed record CutResult
{
    /// <summary>How the frames were made.</summary>
    public required CutMethod Method { get; init; }

    /// <summary>Number of video frames.</summary>
    public required long Frames { get; init; }

    /// <summary>Duration of the MP4.</summary>
    public required double Seconds { get; init; }

    /// <summary>Size of the MP4.</summary>
    public required long Bytes { get; init; }

    /// <summary>Number of uploaded parts.</summary>
    public required int Parts { get; init; }

    /// <summary>Bytes read from the archive.</summary>
    public required long BytesRead { get; init; }

    /// <summary>Offset of the start of the cut from the requested one, in seconds; negative is earlier. 0 unless the cut is at key frames only.</summary>
    public double StartMoved { get; init; }

    /// <summary>Offset of the end from the requested one; positive is later.</summary>
    public double EndMoved { get; init; }

    /// <summary>A note for the user, e.g. why the whole section was re-encoded; null for none.</summary>
    public string? Note { get; init; }
}
