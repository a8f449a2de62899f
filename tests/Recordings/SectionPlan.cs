using Onair.Recordings.Cutting;
using Onair.Recordings.Index;
using Onair.Recordings.Sessions;
using Onair.Recordings.Ts;

namespace Onair.Tests.Recordings;

/// <summary>A stored segment.</summary>
public sealed record StoredSegment(Uri Url, SegmentIndex Index);

/// <summary>The pieces of a section of one pipeline's recording without holes.</summary>
public static class SectionPlan
{
    /// <param name="segments">In order.</param>
    /// <param name="from">Seconds.</param>
    /// <param name="to">Seconds.</param>
    public static IReadOnlyList<CutPiece> Pieces(IReadOnlyList<StoredSegment> segments, double from, double to)
    {
        var (start, end) = (SegmentRange.TicksOf(from), SegmentRange.TicksOf(to));
        var (zero, pieces) = (0L, new List<CutPiece>());
        for (var i = 0; i < segments.Count; i++)
        {
            var index = segments[i].Index;
            // Audio of the section's edges may be in the segments next to it.
            if (zero < end + 1 && zero + index.Ticks > start - 1)
            {
                pieces.Add(Piece(segments[i], Math.Max(0, start - zero), Math.Min(index.Ticks, end - zero), i > 0 && IsJump(segments[i - 1].Index, index)));
            }

            zero += index.Ticks;
        }

        return pieces;
    }

    private static CutPiece Piece(StoredSegment segment, long from, long to, bool discontinuity)
    {
        var index = segment.Index;
        from = Math.Min(from, index.Ticks);
        to = Math.Max(from, to);
        var (first, last) = (0, index.Gops.Count - 1);
        while (first < last && index.Gops[first + 1].At <= from) first++;
        while (last > first && index.Gops[last].At >= to) last--;
        (first, last) = (Math.Max(0, first - 1), Math.Min(index.Gops.Count - 1, last + 1));
        return new CutPiece
        {
            Url = segment.Url,
            Index = index with { Gops = [.. index.Gops.Skip(first).Take(last - first + 1)] },
            From = from,
            To = to,
            Discontinuity = discontinuity,
        };
    }

    private static bool IsJump(SegmentIndex before, SegmentIndex after) =>
        Math.Abs(TsClock.Difference(after.FirstPts, TsClock.Add(before.FirstPts, before.Ticks))) > TsClock.Rate / 10;
}
