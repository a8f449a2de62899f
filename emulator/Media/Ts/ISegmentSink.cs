using Onair.Recordings.Ts;

namespace Onair.Emulator.Media.Ts;

/// <summary>Receives the segments that a <see cref="TsSegmenter"/> cuts, in order.</summary>
internal interface ISegmentSink
{
    /// <summary>
    /// A segment may begin here. Returns how many seconds it lasts at least: it ends at the first key frame that far from
    /// its start, rounding up to whole GOPs. Null when none begins here.
    /// </summary>
    /// <param name="pts">Presentation time of the key frame, 90 kHz.</param>
    double? Open(long pts);

    void Write(ReadOnlySpan<byte> packet);

    /// <summary>The segment is whole.</summary>
    void Close(CutSegment segment);
}

/// <summary>A finished segment.</summary>
/// <param name="FirstPts">Presentation time of its first frame, 90 kHz.</param>
/// <param name="Ticks">Duration in 90-kHz units.</param>
/// <param name="Bytes">Size.</param>
/// <param name="Tables">Its streams.</param>
/// <param name="Video">What its first key frame says; null when that was not understood.</param>
internal sealed record CutSegment(long FirstPts, long Ticks, long Bytes, ProgramMap Tables, SequenceParameters? Video);
