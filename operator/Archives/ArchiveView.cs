using Onair.Recordings.Index;
using Onair.Recordings.Sessions;

namespace Onair.Operator.Archives;

/// <summary>What is known about a session's archive.</summary>
/// <param name="Recording">The recording up to the first segment whose times are not known yet. Only some of its segments may be indexed.</param>
/// <param name="Segments">How many segments there are.</param>
/// <param name="NotIndexed">How many of them have neither an index nor an outline yet.</param>
/// <param name="Unreadable">Segments that cannot be read as a recording, and why.</param>
internal sealed record ArchiveView(SessionRecording Recording, int Segments, int NotIndexed, IReadOnlyList<string> Unreadable)
{
    /// <summary>Some of the unreadable segments have something that people see or hear: what is missing was recorded all the same.</summary>
    public bool HasForeign { get; init; }

    /// <summary>
    /// Assembles the view. On air a segment arrives every few seconds, and the latest is usually not read yet. Whatever was
    /// stored before the first such segment is used; whatever came after it is left out, since it would leave a gap.
    /// </summary>
    /// <param name="known">The segments with their indexes or outlines.</param>
    /// <param name="unknown">Those without.</param>
    /// <param name="unreadable">Segments that cannot be read as a recording, and why.</param>
    public static ArchiveView Of(
        IReadOnlyList<(ArchiveObject Segment, SegmentIndex Index)> known, IReadOnlyList<ArchiveObject> unknown, IReadOnlyList<string> unreadable)
    {
        var until = unknown.Count == 0 ? DateTimeOffset.MaxValue : unknown.Min(s => s.StoredAt);
        var recorded = known.Where(s => s.Segment.StoredAt < until).Select(s => new RecordedSegment(s.Segment.Pipeline, s.Segment.Location.Key, s.Segment.Name, s.Index));
        return new(SessionTimeline.Of([.. recorded]), known.Count + unknown.Count + unreadable.Count, unknown.Count, unreadable);
    }
}
