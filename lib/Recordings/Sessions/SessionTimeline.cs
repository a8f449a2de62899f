using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>
/// Merges the recordings of a session's two pipelines: pipeline A, with its gaps filled from B. Pure. The pipelines are encoded
/// independently, so their frame boundaries differ.
/// </summary>
public static class SessionTimeline
{
    // A shorter gap is not worth switching pipelines: they end a few frames apart.
    private const long ShortestHole = TsClock.Rate / 2;

    /// <summary>The recording made of these segments.</summary>
    /// <param name="segments">The segments of both pipelines, in any order.</param>
    public static SessionRecording Of(IReadOnlyList<RecordedSegment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        var pipelines = segments.GroupBy(s => s.Pipeline, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (pipelines.Count == 0) return new([], null);
        var main = PipelineTrack.Of(pipelines[0]);
        List<Placed> all = [.. main];
        foreach (var other in pipelines.Skip(1)) all.AddRange(PipelineAlignment.Align(main, PipelineTrack.Of(other)));
        var start = all.Min(p => p.Zero);
        // A few earlier frames of the other pipeline do not move the start.
        if (main[0].Zero - start < ShortestHole) start = main[0].Zero;
        var parts = Fill([.. main.Select(p => new Part(p, p.Zero, p.End))], [.. all.Skip(main.Count)], start);
        return new(SegmentRanges(parts, start), all.Min(p => p.Origin) + TimeSpan.FromSeconds((double)start / TsClock.Rate));
    }

    private static List<Part> Fill(List<Part> parts, IReadOnlyList<Placed> spare, long start)
    {
        foreach (var segment in spare.OrderBy(s => s.Zero))
        {
            foreach (var (from, to) in Holes(parts, start))
            {
                var (first, last) = (Math.Max(from, segment.Zero), Math.Min(to, segment.End));
                if (last - first >= ShortestHole) parts.Add(new(segment, first, last));
            }

            parts.Sort((a, b) => a.From.CompareTo(b.From));
        }

        return parts;
    }

    private static List<(long From, long To)> Holes(List<Part> parts, long start)
    {
        List<(long From, long To)> holes = [];
        var at = start;
        foreach (var part in parts)
        {
            if (part.From - at >= ShortestHole) holes.Add((at, part.From));
            at = Math.Max(at, part.To);
        }

        return [.. holes, (at, long.MaxValue)];
    }

    private static List<SegmentRange> SegmentRanges(List<Part> parts, long start)
    {
        List<SegmentRange> ranges = [];
        foreach (var part in parts)
        {
            var before = ranges.Count > 0 ? ranges[^1] : null;
            var joins = before is null
                || (before.To == part.From - start && before.Segment.Pipeline == part.Placed.Segment.Pipeline
                    && PipelineTrack.Continues(before.Segment, part.Placed.Segment));
            ranges.Add(new(part.Placed.Segment, part.Placed.Zero - start, part.From - start, part.To - start, Discontinuity: !joins));
        }

        return ranges;
    }

    private sealed record Part(Placed Placed, long From, long To);
}
