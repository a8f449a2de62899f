using System.Globalization;
using Onair.Recordings.Index;
using Onair.Recordings.Sessions;
using Onair.Recordings.Ts;

namespace Onair.Operator.ArchiveSplits.Engines.MediaConvert;

/// <summary>Which frames of a segment are in a section, counted from the segment's first frame. Pure.</summary>
/// <param name="First">The first.</param>
/// <param name="Last">The last, included.</param>
/// <param name="Count">How many the segment has.</param>
/// <param name="PerSecond">What timecodes count to: 30 at 29.97 frames a second.</param>
internal sealed record FrameClip(long First, long Last, long Count, int PerSecond)
{
    // Time stamps of broadcast rates are rounded to whole ticks.
    private const double Rounding = 1;

    /// <summary>The timecode of the first frame; null when the section contains the segment's first frame.</summary>
    public string? Start => First == 0 ? null : Timecode(First);

    /// <summary>The timecode of the last frame, which MediaConvert includes; null when the section contains the segment's last frame.</summary>
    public string? End => Last == Count - 1 ? null : Timecode(Last);

    /// <summary>The frames from the beginning of the interval up to, but not including, its end; null when there are none.</summary>
    public static FrameClip? Of(SegmentRange range)
    {
        var index = range.Segment.Index;
        var frame = Ticks(index);
        var count = index.Gops.Sum(g => (long)g.Frames);
        var first = Math.Max(0, AtOrBehind(range.From - range.Zero, frame));
        var last = Math.Min(count, AtOrBehind(range.To - range.Zero, frame)) - 1;
        return first <= last ? new FrameClip(first, last, count, (int)Math.Round(TsClock.Rate / frame)) : null;
    }

    /// <summary>The frame on screen when the interval begins: the result for an interval shorter than a frame.</summary>
    public static FrameClip Shown(SegmentRange range)
    {
        var index = range.Segment.Index;
        var frame = Ticks(index);
        var count = index.Gops.Sum(g => (long)g.Frames);
        var shown = Math.Clamp((long)Math.Floor((range.From - range.Zero + Rounding) / frame), 0, count - 1);
        return new FrameClip(shown, shown, count, (int)Math.Round(TsClock.Rate / frame));
    }

    private static long AtOrBehind(long ticks, double frame) => (long)Math.Ceiling((ticks - Rounding) / frame);

    // The median of the GOPs' frame rates: a GOP that lost frames is misleading.
    private static double Ticks(SegmentIndex index)
    {
        var rates = index.Gops.Select((g, i) => (double)(index.EndOf(i) - g.At) / g.Frames).Order().ToList();
        return rates[rates.Count / 2];
    }

    // Non-drop-frame: a colon before the frame number, and no number is skipped.
    private string Timecode(long frame)
    {
        var seconds = frame / PerSecond;
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}:{frame % PerSecond:00}");
    }
}
