using Onair.Recordings.Sessions;
using Onair.Recordings.Ts;

namespace Onair.Recordings.Cutting;

/// <summary>Why an MP4 would have less sound or picture than the recording that it is cut from.</summary>
public static class LossObstacle
{
    private const string Remedy = "encode one H.264 video with one AAC audio, and split that recording";

    /// <summary>The reason, without a full stop; null when nothing would be lost.</summary>
    /// <param name="ranges">What is cut.</param>
    public static string? Of(IReadOnlyList<SegmentRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        if (ranges.FirstOrDefault(r => r.Segment.Index.LeftOut is not null)?.Segment is { } segment)
            return $"{Name(segment)} has {segment.Index.LeftOut}, which the MP4 would lack: {Remedy}";
        // A re-encoded section has the sound of one coding alone.
        var heard = ranges.Select(r => r.Segment).Where(s => s.Index.AudioPid >= 0).ToList();
        return heard.Find(s => s.Index.AudioType != heard[0].Index.AudioType) is { } other
            ? $"the sound changes from {Sound(heard[0])} to {Sound(other)} with {Name(other)}, and the MP4 would lack the latter: end the section before it, or {Remedy}"
            : null;
    }

    private static string Name(RecordedSegment segment) => Path.GetFileName(segment.Key);

    private static string Sound(RecordedSegment segment) => $"{ElementaryStream.Of(segment.Index.AudioType, segment.Index.AudioPid, default)}";
}
