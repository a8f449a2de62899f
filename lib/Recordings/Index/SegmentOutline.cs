using Onair.Recordings.Ts;

namespace Onair.Recordings.Index;

/// <summary>
/// Places a segment on the timeline from its first and last bytes: an index without GOPs. MPEG-TS has no table of its key frames, so that
/// a cut needs the whole index of the segments that it reads, but only the times of the others.
/// </summary>
public static class SegmentOutline
{
    /// <summary>Bytes at the beginning: the tables, and the first key frame up to its picture.</summary>
    public const int HeadBytes = 64 * 1024;

    /// <summary>Bytes at the end to begin with; four times as many as long as they have too few frames.</summary>
    public const int TailBytes = 256 * 1024;

    // H.264 shows a frame at most 16 frames after it was decoded: the last two in order of presentation are among these.
    private const int LastFrames = 18;

    /// <summary>What the first bytes tell; null when they do not suffice.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="etag">The ETag of the object.</param>
    /// <param name="storedAt">Its Last-Modified.</param>
    public static SegmentIndex? OfHead(ReadOnlySpan<byte> head, string etag, DateTimeOffset storedAt)
    {
        var indexer = new GopIndexer();
        indexer.Append(head);
        try
        {
            return indexer.Complete(etag, storedAt) with { Gops = [] };
        }
        catch (InvalidRecordingException)
        {
            return null;
        }
    }

    /// <summary>The outline; null when the last bytes do not suffice.</summary>
    /// <param name="head">What the first bytes tell.</param>
    /// <param name="tail">The last bytes, from a packet's beginning.</param>
    /// <param name="bytes">Size of the segment.</param>
    public static SegmentIndex? WithTail(SegmentIndex head, ReadOnlySpan<byte> tail, long bytes)
    {
        ArgumentNullException.ThrowIfNull(head);
        var (framer, times, frames) = (new TsFramer(), new FrameTimes(), 0);
        framer.Append(tail);
        while (framer.TryRead(out var packet))
        {
            if (TsPacket.Pid(packet) != head.VideoPid || !TsPacket.StartsUnit(packet) || !Pes.TryReadTimes(packet, out var pts, out _)) continue;
            times.Add(pts);
            frames++;
        }

        if (frames == 0 || (frames < LastFrames && tail.Length < bytes)) return null;
        var ticks = TsClock.Difference(TsClock.Add(times.First, times.End), head.FirstPts);
        return ticks > 0 ? head with { Bytes = bytes, Ticks = ticks } : null;
    }
}
