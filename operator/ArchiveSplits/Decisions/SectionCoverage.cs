using System.Globalization;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.Rules;
using Onair.Operator.Archives;
using Onair.Recordings.Cutting;
using Onair.Recordings.Sessions;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>Looks for a section in a recording. Pure.</summary>
internal static class SectionCoverage
{
    // The last half second of audio is multiplexed after the video; during the session, that is in the next segment.
    private const double Margin = 1;

    // Nobody can know the recording's length to the frame.
    private const double Tolerance = 1;

    // Less is a rounding error.
    private const double LeastGap = 0.05;

    /// <param name="section">What is asked for.</param>
    /// <param name="position">Its index in the spec.</param>
    /// <param name="archive">What is recorded.</param>
    /// <param name="over">The session has ended, and nothing more is added.</param>
    public static Coverage Of(SplitSection section, int position, ArchiveView archive, bool over)
    {
        // While the session goes on there is always a segment to be indexed, and what is known before it is enough. Afterwards
        // segments may have been stored in any order: somebody may have copied them there.
        if (over && archive.NotIndexed > 0)
            return new Coverage.Waits($"the archive is being indexed: {archive.Segments - archive.NotIndexed} of {archive.Segments} segments are");
        var recording = archive.Recording;
        var unreadable = archive.Unreadable.Count == 0 ? "" : $" (not readable: {string.Join("; ", archive.Unreadable.Take(3))})";
        if (recording.StartedAt is not { } origin)
            return over ? new Coverage.Impossible($"the session's archive has no segments{unreadable}") : new Coverage.Waits($"nothing is recorded yet{unreadable}");

        var (start, end) = (Seconds(section.Start, origin), Seconds(section.End, origin));
        if (start < 0) return Wrong("start", section.Start, $"must not be before the session's first recorded frame, {DeclaredTimeConverter.Text(origin)}");
        if (end <= start) return Wrong("end", section.End, $"must be after start, {section.Start.Text}");
        var length = recording.Seconds;
        if (end > length - (over ? 0 : Margin))
        {
            if (!over) return new Coverage.Waits($"{Text(end)} s is the section's end; {Text(length)} s is recorded so far{unreadable}");
            if (start >= length) return Wrong("start", section.Start, $"must be within the session's recording, which ends at {Text(length)} s{unreadable}");
            if (end > length + Tolerance) return Wrong("end", section.End, $"must be within the session's recording, which ends at {Text(length)} s{unreadable}");
            end = length;
        }

        var ranges = recording.Cut(SegmentRange.TicksOf(start), SegmentRange.TicksOf(end));
        var missing = end - start - ((double)ranges.Sum(s => s.Ticks) / SegmentRange.TicksOf(1));
        if (ranges.Count == 0) return Wrong("start", section.Start, $"nothing was recorded from {Text(start)} s to {Text(end)} s{unreadable}");
        if (LossObstacle.Of(ranges) is { } loss) return new Coverage.Impossible(loss);
        if (missing > LeastGap && archive.HasForeign) return new Coverage.Impossible($"{Text(missing)} s of the section are in segments that Onair cannot read{unreadable}");
        var heard = recording.WithSound(ranges);
        IReadOnlyList<RecordedSegment> all = [.. heard.Select(s => s.Segment).Distinct()], toIndex = [.. all.Where(s => !s.Index.HasGops)];
        return toIndex.Count > 0
            ? new Coverage.Waits($"the section's segments are being indexed: {all.Count - toIndex.Count} of {all.Count} are", toIndex)
            : new Coverage.Ready(start, end, ranges, heard, missing < LeastGap ? 0 : Math.Round(missing, 3), recording.EncoderOf(ranges[0]));

        // Once more segments can be read, there may be more to cut.
        Coverage Wrong(string field, SessionTime value, string rule)
        {
            var path = $"spec.sections[{position}].{field}";
            return new Coverage.Impossible(new Violation(path, value.Text, rule).ToString(), unreadable.Length == 0 ? path : null);
        }
    }

    private static double Seconds(SessionTime moment, DateTimeOffset origin) => moment.Seconds ?? Math.Round((moment.Time!.Value - origin).TotalSeconds, 3);

    private static string Text(double seconds) => seconds.ToString("0.###", CultureInfo.InvariantCulture);
}
