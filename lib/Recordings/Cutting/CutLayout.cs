using Onair.Recordings.Index;
using Onair.Recordings.Ts;

namespace Onair.Recordings.Cutting;

/// <summary>Which bytes a cut copies, re-encodes or uses for audio.</summary>
/// <param name="Runs">In the order of the section.</param>
/// <param name="Clips">The visible part of each piece, in ticks from its segment's first frame; empty when there is none.</param>
public sealed record CutLayout(IReadOnlyList<CutRun> Runs, IReadOnlyList<(long From, long To)> Clips)
{
    /// <summary>Times are rounded to 90 kHz twice: in the stream and in the request.</summary>
    public const long Tolerance = 1;

    // Multiplexers send audio up to 0.7 s after the video of the same time, and a PES unit holds several frames.
    private const long SoundReach = TsClock.Rate;

    /// <summary>Offset of the start of the cut from the requested one, in seconds; negative is earlier.</summary>
    public double StartMoved { get; private init; }

    /// <summary>Offset of the end from the requested one; positive is later.</summary>
    public double EndMoved { get; private init; }

    /// <summary>Lays out a plan.</summary>
    public static CutLayout Of(CutPlan plan)
    {
        var (runs, clips) = (new List<CutRun>(), new List<(long From, long To)>());
        for (var k = 0; k < plan.Pieces.Count; k++)
        {
            var piece = plan.Pieces[k];
            var clip = plan.KeyframesOnly ? Whole(piece) : (piece.From, Math.Min(piece.To, piece.Index.Ticks));
            clips.Add(clip);
            var starts = k == 0 || piece.Discontinuity;
            var ends = k + 1 == plan.Pieces.Count || plan.Pieces[k + 1].Discontinuity;
            runs.AddRange(RunsOf(k, piece.Index, clip, starts, ends));
        }

        var first = Enumerable.Range(0, clips.Count).FirstOrDefault(k => clips[k].To > clips[k].From, 0);
        var last = Enumerable.Range(0, clips.Count).LastOrDefault(k => clips[k].To > clips[k].From, 0);
        return new CutLayout(runs, clips)
        {
            StartMoved = (double)(clips[first].From - plan.Pieces[first].From) / TsClock.Rate,
            EndMoved = (double)(clips[last].To - Math.Min(plan.Pieces[last].To, plan.Pieces[last].Index.Ticks)) / TsClock.Rate,
        };
    }

    private static (long From, long To) Whole(CutPiece piece)
    {
        if (piece.To <= piece.From) return (piece.From, piece.From);
        var (first, last) = Shown(piece.Index, (piece.From, piece.To));
        return (piece.Index.Gops[first].At, piece.Index.EndOf(last));
    }

    private static List<CutRun> RunsOf(int k, SegmentIndex index, (long From, long To) clip, bool starts, bool ends)
    {
        var gops = index.Gops;
        if (clip.To <= clip.From) return [Run(k, index, 0, gops.Count - 1, GroupUse.Sound)];
        var (first, last) = Shown(index, clip);
        var head = clip.From > gops[first].At + Tolerance;
        var tail = clip.To < index.EndOf(last) - Tolerance;
        var runs = new List<CutRun>();
        if (starts && first > 0 && clip.From < gops[first].At + SoundReach) runs.Add(Run(k, index, first - 1, first - 1, GroupUse.Sound));
        if (head || (tail && first == last)) runs.Add(Run(k, index, first, first, GroupUse.Edge));
        var (from, to) = (head || (tail && first == last) ? first + 1 : first, tail ? last - 1 : last);
        if (from <= to) runs.Add(Run(k, index, from, to, GroupUse.Copy));
        if (tail && first < last) runs.Add(Run(k, index, last, last, GroupUse.Edge));
        // Frames of the next, open GOP may be shown in this one.
        if (ends && last + 1 < gops.Count && (clip.To > index.EndOf(last) - SoundReach || !index.Uniform))
            runs.Add(Run(k, index, last + 1, last + 1, GroupUse.Sound));
        return runs;
    }

    private static (int First, int Last) Shown(SegmentIndex index, (long From, long To) clip)
    {
        var (first, last) = (0, index.Gops.Count - 1);
        while (first < last && index.Gops[first + 1].At <= clip.From + Tolerance) first++;
        while (last > first && index.Gops[last].At >= clip.To - Tolerance) last--;
        return (first, last);
    }

    private static CutRun Run(int piece, SegmentIndex index, int first, int last, GroupUse use)
    {
        // Audio before a segment's first key frame belongs to the previous segment, if there is one.
        var from = index.Gops[first].At == 0 ? 0 : index.Gops[first].Offset;
        var to = index.Gops[last].Offset + index.Gops[last].Bytes;
        return new CutRun(piece, first, last, use, from, to - from);
    }
}
