using System.Text.Json.Serialization;
using Onair.Recordings.Index;

namespace Onair.Recordings.Cutting;

/// <summary>
/// All that the splitter needs to make the MP4 of a section, as JSON. The URLs are signed: whoever has the plan may read these
/// segments and write this one object, and nothing else.
/// </summary>
public sealed record CutPlan
{
    /// <summary>Whole groups only, as they are: the cut begins and ends at key frames.</summary>
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
    /// <summary>GET of the segment; takes a Range.</summary>
    public required Uri Url { get; init; }

    /// <summary>
    /// The segment's index, its groups alone that the piece needs: those with frames in it, and one before and one behind for the
    /// audio that is multiplexed there.
    /// </summary>
    public required SegmentIndex Index { get; init; }

    /// <summary>First frame of the piece, in 90-kHz ticks from the segment's first frame.</summary>
    public required long From { get; init; }

    /// <summary>Where the piece ends, in ticks from the segment's first frame; frames at or behind it are not in it.</summary>
    public required long To { get; init; }

    /// <summary>The time stamps do not go on from those of the piece before.</summary>
    public bool Discontinuity { get; init; }
}

/// <summary>A multipart upload that somebody else began and will complete.</summary>
public sealed record UploadTarget
{
    /// <summary>Size of each part but the last; the first is larger by the tables that stand before the media.</summary>
    public required int PartBytes { get; init; }

    /// <summary>PUT of each part, number 1 first. More than are needed.</summary>
    public required IReadOnlyList<Uri> Parts { get; init; }
}

/// <summary>How the frames of a section got into its MP4.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CutMethod>))]
public enum CutMethod
{
    /// <summary>All were copied.</summary>
    Copied,

    /// <summary>The groups at the edges were encoded anew with the recording's own settings, the others copied.</summary>
    EdgesEncoded,

    /// <summary>All were encoded anew: the recording's encoder could not be imitated.</summary>
    Encoded,
}

/// <summary>What the splitter made, as JSON in its termination message.</summary>
public sealed record CutResult
{
    /// <summary>How.</summary>
    public required CutMethod Method { get; init; }

    /// <summary>Frames of video.</summary>
    public required long Frames { get; init; }

    /// <summary>Duration of the MP4.</summary>
    public required double Seconds { get; init; }

    /// <summary>Size of the MP4.</summary>
    public required long Bytes { get; init; }

    /// <summary>How many parts it was uploaded in.</summary>
    public required int Parts { get; init; }

    /// <summary>Bytes read of the archive.</summary>
    public required long BytesRead { get; init; }

    /// <summary>How far the cut begins from what was asked for, in seconds; negative is earlier. 0 unless key frames alone are cut at.</summary>
    public double StartMoved { get; init; }

    /// <summary>How far it ends from what was asked for; positive is later.</summary>
    public double EndMoved { get; init; }

    /// <summary>What the user should know, e.g. why all was encoded anew; null when there is nothing to say.</summary>
    public string? Note { get; init; }
}
