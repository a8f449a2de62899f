using Onair.Recordings.Cutting;
using Onair.Recordings.Ts;

namespace Onair.Splitter.Cuts;

/// <summary>Maps a piece's time stamps to the section's time.</summary>
/// <param name="Zero">The stream's 33-bit clock extrapolated to the section's start.</param>
/// <param name="SoundFrom">Audio before this time of the section does not belong to the piece.</param>
/// <param name="SoundTo">Audio at or after this time does not belong to the piece.</param>
internal readonly record struct PieceClock(long Zero, long SoundFrom, long SoundTo)
{
    // Half a frame of audio at 48 kHz.
    private const long Half = 960;
    private const long Jump = TsClock.Rate / 2;

    /// <summary>Converts a time stamp to the time in the section.</summary>
    public long Of(long pts) => TsClock.Difference(pts, Zero);

    public bool Hears(long time) => time >= SoundFrom && time < SoundTo;

    /// <summary>The same when the end of the last frame is known.</summary>
    /// <param name="pts">Where it is, on the stream's clock.</param>
    public PieceClock EndingAt(long pts) => SoundTo == long.MaxValue ? this : this with { SoundTo = Of(pts) };

    /// <summary>The clock of a piece.</summary>
    /// <param name="plan">The plan that the piece belongs to.</param>
    /// <param name="k">The index of the piece.</param>
    /// <param name="start">Where the piece starts in the section.</param>
    /// <param name="from">Its first frame, from the segment's first.</param>
    /// <param name="to">Where its last frame ends.</param>
    /// <param name="before">The clock of the previous piece; null for the first.</param>
    public static (PieceClock Clock, bool GoesOn) Of(CutPlan plan, int k, long start, long from, long to, PieceClock? before)
    {
        var piece = plan.Pieces[k];
        var zero = TsClock.Add(piece.Index.FirstPts, from - start);
        // Durations of last frames are estimates: a continuous clock is more precise.
        var goesOn = before is { } b && !piece.Discontinuity && Math.Abs(TsClock.Difference(zero, b.Zero)) < Jump;
        if (goesOn) zero = before!.Value.Zero;
        var next = plan.Pieces.ElementAtOrDefault(k + 1);
        var end = TsClock.Difference(TsClock.Add(piece.Index.FirstPts, to), zero);
        return (new(zero, goesOn || before is null ? long.MinValue : start - Half, next is { Discontinuity: false } ? long.MaxValue : end), goesOn);
    }
}
