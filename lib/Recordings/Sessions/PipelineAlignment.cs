using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>
/// Places one pipeline's segments on the other's timeline: exactly when the time stamps of both have the same clock (locked
/// pipelines; the emulator), otherwise by the times of their uploads, to about a second.
/// </summary>
internal static class PipelineAlignment
{
    public static IEnumerable<Placed> Align(IReadOnlyList<Placed> main, IReadOnlyList<Placed> other)
    {
        for (var first = 0; first < other.Count;)
        {
            var behind = first + 1;
            while (behind < other.Count && !other[behind].OpensRun) behind++;
            var run = other.Skip(first).Take(behind - first).ToList();
            var shift = SharedClock(main, run) ?? ByUploads(main, run);
            foreach (var placed in run) yield return placed with { Zero = placed.Zero + shift };
            first = behind;
        }
    }

    // Time stamps of two clocks may match by chance, so the upload times must match as well.
    private static long? SharedClock(IReadOnlyList<Placed> main, IReadOnlyList<Placed> run) =>
        (from a in main
         from b in run
         let ticks = TsClock.Difference(b.Segment.Index.FirstPts, a.Segment.Index.FirstPts)
         let apart = (b.Segment.Index.StoredAt - a.Segment.Index.StoredAt).TotalSeconds
         let error = Math.Abs(apart - ((double)(ticks + b.Segment.Index.Ticks - a.Segment.Index.Ticks) / TsClock.Rate))
         where error <= PipelineTrack.ClockPrecision
         orderby error, Math.Abs(ticks)
         select (long?)(a.Zero + ticks - b.Zero)).FirstOrDefault();

    private static long ByUploads(IReadOnlyList<Placed> main, IReadOnlyList<Placed> run) =>
        SegmentRange.TicksOf((run.Min(p => p.Origin) - main.Min(p => p.Origin)).TotalSeconds);
}
