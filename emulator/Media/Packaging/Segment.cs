using Onair.Emulator.Media.Encryption;

namespace Onair.Emulator.Media.Packaging;

/// <summary>One published segment of an endpoint, in all its renditions.</summary>
/// <param name="Sequence">Media sequence number; never reused, also not after a restart.</param>
/// <param name="Discontinuity">Discontinuity sequence number: one more than its predecessor's where a run begins.</param>
/// <param name="Start">When its first frame was on air.</param>
/// <param name="Ticks">Duration in 90-kHz units.</param>
/// <param name="Bytes">Size in each rendition, in the order of the ladder.</param>
/// <param name="Key">How to find its key; null when it is in the clear.</param>
internal sealed record Segment(
    long Sequence, int Discontinuity, DateTimeOffset Start, long Ticks, IReadOnlyList<long> Bytes, SegmentKey? Key = null)
{
    public TimeSpan Duration => TimeSpan.FromTicks(Ticks * 1_000 / 9);

    public DateTimeOffset End => Start + Duration;
}
