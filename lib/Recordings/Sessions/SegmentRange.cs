using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>A part of a segment on the session's timeline. All times are in 90-kHz ticks from the session's first frame.</summary>
/// <param name="Segment">The segment that contains it.</param>
/// <param name="Zero">The position of the segment's first frame.</param>
/// <param name="From">Start of the part, not before the segment's start.</param>
/// <param name="To">End of the part, not after the segment's end.</param>
/// <param name="Discontinuity">Whether its time stamps are not continuous with those of the previous range.</param>
public sealed record SegmentRange(RecordedSegment Segment, long Zero, long From, long To, bool Discontinuity)
{
    /// <summary>Its duration in ticks.</summary>
    public long Ticks => To - From;

    /// <summary>The indices of the first and the last GOP with frames in it, inclusive.</summary>
    public (int First, int Last) Gops()
    {
        var gops = Segment.Index.Gops;
        var (first, last) = (0, gops.Count - 1);
        while (first < last && Zero + gops[first + 1].At <= From) first++;
        while (last > first && Zero + gops[last].At >= To) last--;
        return (first, last);
    }

    /// <summary>Converts seconds to the nearest tick.</summary>
    public static long TicksOf(double seconds) => (long)Math.Round(seconds * TsClock.Rate, MidpointRounding.AwayFromZero);
}
