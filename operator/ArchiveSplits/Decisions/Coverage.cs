using Onair.Recordings.Sessions;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>Whether what a section asks for is recorded.</summary>
internal abstract record Coverage
{
    private Coverage()
    {
    }

    /// <summary>It is. Seconds from the session's first frame.</summary>
    /// <param name="Start">First frame.</param>
    /// <param name="End">End, at most the recording's.</param>
    /// <param name="SegmentRanges">Where it is recorded.</param>
    /// <param name="Heard">The same, with the segments beside it that some of its audio is in.</param>
    /// <param name="Missing">How much of it nobody recorded.</param>
    /// <param name="Encoder">The settings of the recording's encoder; null when they are not known.</param>
    public sealed record Ready(double Start, double End, IReadOnlyList<SegmentRange> SegmentRanges, IReadOnlyList<SegmentRange> Heard, double Missing, string? Encoder) : Coverage;

    /// <summary>Not yet.</summary>
    /// <param name="Message">What for.</param>
    /// <param name="ToIndex">The segments that are to be indexed for it; null for none.</param>
    public sealed record Waits(string Message, IReadOnlyList<RecordedSegment>? ToIndex = null) : Coverage;

    /// <summary>It never will be.</summary>
    /// <param name="Message">Why.</param>
    /// <param name="WrongField">The field of the spec that is wrong; null when another attempt may find more.</param>
    public sealed record Impossible(string Message, string? WrongField = null) : Coverage;
}
