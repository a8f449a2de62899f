using Onair.Recordings.Index;
using Onair.Recordings.Sessions;
using Onair.Recordings.Ts;

namespace Onair.Tests.Unit.Recordings;

/// <summary>Segments as an archive has them: 2-s groups at 30 frames a second, stored as they end.</summary>
internal static class Tape
{
    public static readonly DateTimeOffset Start = new(2026, 11, 21, 10, 0, 0, TimeSpan.Zero);

    private const int GopBytes = 1_880;

    /// <param name="pipeline">a or b.</param>
    /// <param name="counter">Number in the name.</param>
    /// <param name="pts">Time stamp of the first frame in seconds of the stream's own clock.</param>
    /// <param name="seconds">Duration.</param>
    /// <param name="stored">Seconds from <see cref="Start"/>; by default right at the end, were the clock's 0 at the start.</param>
    /// <param name="time">The time in the name; none by default.</param>
    public static RecordedSegment Segment(string pipeline, int counter, double pts, double seconds = 10, double? stored = null, string time = "")
    {
        var name = $"archive{(time.Length > 0 ? "_" : "")}{time}.{counter:000000}.ts";
        return new(pipeline, $"show/{pipeline}/{name}", SegmentName.Parse(name)!.Value, Index(pts, seconds, stored ?? (pts + seconds)));
    }

    public static double Seconds(long ticks) => Math.Round((double)ticks / TsClock.Rate, 3);

    private static SegmentIndex Index(double pts, double seconds, double stored)
    {
        var gops = (int)Math.Ceiling(seconds / 2);
        return new()
        {
            ETag = "\"e\"",
            Bytes = gops * GopBytes,
            StoredAt = Start.AddSeconds(stored),
            VideoPid = 256,
            AudioPid = 257,
            VideoType = 0x1b,
            AudioType = 0x0f,
            Tables = new byte[376],
            ParameterSets = [0, 0, 1, 0x67],
            Uniform = true,
            FirstPts = TsClock.Add(0, SegmentRange.TicksOf(pts)),
            Ticks = SegmentRange.TicksOf(seconds),
            Gops = [.. Enumerable.Range(0, gops).Select(i => new Gop(i * GopBytes, GopBytes, i * 2 * TsClock.Rate, 60))],
        };
    }
}
