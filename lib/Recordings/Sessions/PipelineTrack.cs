using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>A segment on the timeline of its pipeline.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Zero">The position of its first frame, in ticks.</param>
/// <param name="OpensRun">Whether its time stamps are not continuous with those of the previous segment.</param>
internal sealed record Placed(RecordedSegment Segment, long Zero, bool OpensRun)
{
    public long End => Zero + Segment.Index.Ticks;

    /// <summary>The time of day at which the pipeline's timeline starts, derived from the segment's upload. A slow upload makes it late.</summary>
    public DateTimeOffset Origin => Segment.Index.StoredAt - TimeSpan.FromSeconds((double)End / TsClock.Rate);
}

/// <summary>The segments of one pipeline in order.</summary>
internal static class PipelineTrack
{
    // More than rounding, less than a frame at any rate that is broadcast.
    private const long Tolerance = TsClock.Rate / 100;

    // Uploads take a moment and S3 reports whole seconds, so a smaller difference of two such times is insignificant.
    public const double ClockPrecision = 2;

    public static IReadOnlyList<Placed> Of(IEnumerable<RecordedSegment> segments)
    {
        List<Placed> track = [];
        foreach (var segment in SegmentName.InOrder(segments))
        {
            if (track.Count == 0)
            {
                track.Add(new(segment, 0, OpensRun: false));
                continue;
            }

            var last = track[^1];
            var jump = Jump(last.Segment, segment);
            track.Add(Math.Abs(jump) <= Tolerance
                ? new(segment, last.End, OpensRun: false)
                : new(segment, last.End + Hole(last.Segment, segment, jump), OpensRun: true));
        }

        return track;
    }

    /// <summary>Whether the time stamps are continuous from one segment to the other.</summary>
    public static bool Continues(RecordedSegment before, RecordedSegment after) => Math.Abs(Jump(before, after)) <= Tolerance;

    private static long Jump(RecordedSegment before, RecordedSegment after) =>
        TsClock.Difference(after.Index.FirstPts, TsClock.Add(before.Index.FirstPts, before.Index.Ticks));

    /// <summary>
    /// The gap between two segments whose time stamps are not continuous. It is exact when the clock kept running: segment numbers are
    /// missing and the jump is as long as those segments, or as the time between the uploads. Otherwise, as after a restart of the
    /// pipeline, it is the time between the uploads, which is meaningless in an archive that was copied as a whole.
    /// </summary>
    private static long Hole(RecordedSegment before, RecordedSegment after, long jump)
    {
        var missing = after.Name.Counter - before.Name.Counter - 1;
        var apart = (after.Index.StoredAt - before.Index.StoredAt).TotalSeconds - ((double)after.Index.Ticks / TsClock.Rate);
        var longest = Math.Max(before.Index.Ticks, after.Index.Ticks);
        var clockWentOn = jump > 0 && (jump <= missing * (longest + TsClock.Rate) || Math.Abs(((double)jump / TsClock.Rate) - apart) <= ClockPrecision);
        return clockWentOn ? jump : apart > ClockPrecision ? SegmentRange.TicksOf(apart) : 0;
    }
}
