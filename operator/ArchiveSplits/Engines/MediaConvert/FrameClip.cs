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

    /// <summary>The timecode of the first frame; null when the segment's first frame is in.</summary>
    public string? Start => First == 0 ? null : Timecode(First);

    /// <summary>The timecode of the last frame, which MediaConvert includes; null when the segment's last frame is in.</summary>
    public string? End => Last == Count - 1 ? null : Timecode(Last);

    /// <summary>The frames at or behind the stretch's beginning and before its end; null when there are none.</summary>
    public static FrameClip? Of(Stretch stretch)
    {
        var index = stretch.Segment.Index;
        var frame = Ticks(index);
        var count = index.Gops.Sum(g => (long)g.Frames);
        var first = Math.Max(0, AtOrBehind(stretch.From - stretch.Zero, frame));
        var last = Math.Min(count, AtOrBehind(stretch.To - stretch.Zero, frame)) - 1;
        return first <= last ? new FrameClip(first, last, count, (int)Math.Round(TsClock.Rate / frame)) : null;
    }

    /// <summary>The frame that is shown when a stretch begins: what is left of one that is shorter than a frame.</summary>
    public static FrameClip Shown(Stretch stretch)
    {
        var index = stretch.Segment.Index;
        var frame = Ticks(index);
        var count = index.Gops.Sum(g => (long)g.Frames);
        var shown = Math.Clamp((long)Math.Floor((stretch.From - stretch.Zero + Rounding) / frame), 0, count - 1);
        return new FrameClip(shown, shown, count, (int)Math.Round(TsClock.Rate / frame));
    }

    private static long AtOrBehind(long ticks, double frame) => (long)Math.Ceiling((ticks - Rounding) / frame);

    // The middle one of the groups' rates: a group in which frames were lost says little.
    private static double Ticks(SegmentIndex index)
    {
        var rates = index.Gops.Select((g, i) => (double)(index.EndOf(i) - g.At) / g.Frames).Order().ToList();
        return rates[rates.Count / 2];
    }

    // Without drop frames: a colon before the frame, and every number is counted.
    private string Timecode(long frame)
    {
        var seconds = frame / PerSecond;
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}:{frame % PerSecond:00}");
    }
}
