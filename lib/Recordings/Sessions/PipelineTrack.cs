using Onair.Recordings.Ts;

namespace Onair.Recordings.Sessions;

/// <summary>A segment at its place on its own pipeline's time.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Zero">Where its first frame stands, in ticks.</param>
/// <param name="OpensRun">Its time stamps do not go on from those of the segment before it.</param>
internal sealed record Placed(RecordedSegment Segment, long Zero, bool OpensRun)
{
    public long End => Zero + Segment.Index.Ticks;

    /// <summary>The time of day at which the pipeline's time was 0, as the segment's upload tells: at the earliest when no upload was slow.</summary>
    public DateTimeOffset Origin => Segment.Index.StoredAt - TimeSpan.FromSeconds((double)End / TsClock.Rate);
}

/// <summary>The segments of one pipeline, one behind the other.</summary>
internal static class PipelineTrack
{
    // More than rounding, less than a frame at any rate that is broadcast.
    private const long Tolerance = TsClock.Rate / 100;

    // Uploads take a moment, and S3 tells whole seconds: below this, a difference of two such times means nothing.
    public const double ClockPrecision = 2;

    public static IReadOnlyList<Placed> Of(IEnumerable<RecordedSegment> segments)
    {
        List<Placed> track = [];
        foreach (var segment in segments.OrderBy(s => s.Counter))
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

    /// <summary>Whether the time stamps go on from one segment to the other.</summary>
    public static bool Continues(RecordedSegment before, RecordedSegment after) => Math.Abs(Jump(before, after)) <= Tolerance;

    private static long Jump(RecordedSegment before, RecordedSegment after) =>
        TsClock.Difference(after.Index.FirstPts, TsClock.Add(before.Index.FirstPts, before.Index.Ticks));

    /// <summary>
    /// How much was not recorded between two segments whose time stamps do not join. Exactly, when the clock went on: numbers are
    /// missing between the two and the jump is as long as those segments, or as long as the uploads were apart. Else as the
    /// uploads tell; an archive that was copied there as a whole tells nothing.
    /// </summary>
    private static long Hole(RecordedSegment before, RecordedSegment after, long jump)
    {
        var missing = after.Counter - before.Counter - 1;
        var apart = (after.Index.StoredAt - before.Index.StoredAt).TotalSeconds - ((double)after.Index.Ticks / TsClock.Rate);
        var longest = Math.Max(before.Index.Ticks, after.Index.Ticks);
        var clockWentOn = jump > 0 && (jump <= missing * (longest + TsClock.Rate) || Math.Abs(((double)jump / TsClock.Rate) - apart) <= ClockPrecision);
        return clockWentOn ? jump : apart > ClockPrecision ? Stretch.TicksOf(apart) : 0;
    }
}
