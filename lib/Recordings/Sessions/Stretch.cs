using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>A part of a segment at its place in the session's time. All times in 90-kHz ticks from the session's first frame.</summary>
/// <param name="Segment">Where it is recorded.</param>
/// <param name="Zero">Where the segment's first frame stands.</param>
/// <param name="From">Where the part begins, at the segment's beginning or later.</param>
/// <param name="To">Where it ends, at the segment's end or earlier.</param>
/// <param name="Discontinuity">Its time stamps do not go on from those of the stretch before it.</param>
public sealed record Stretch(RecordedSegment Segment, long Zero, long From, long To, bool Discontinuity)
{
    /// <summary>How long it is, in ticks.</summary>
    public long Ticks => To - From;

    /// <summary>The indices of the groups with frames in it: from the first to the last, both included.</summary>
    public (int First, int Last) Gops()
    {
        var gops = Segment.Index.Gops;
        var (first, last) = (0, gops.Count - 1);
        while (first < last && Zero + gops[first + 1].At <= From) first++;
        while (last > first && Zero + gops[last].At >= To) last--;
        return (first, last);
    }

    /// <summary>Seconds as ticks, to the nearest.</summary>
    public static long TicksOf(double seconds) => (long)Math.Round(seconds * TsClock.Rate, MidpointRounding.AwayFromZero);
}
