using Onair.Recordings.Ts;

namespace Onair.Recordings.Mp4;

/// <summary>The frames of an H.264 track. Decoding times are the sorted presentation times.</summary>
internal sealed class VideoTrack
{
    private readonly List<long> _times = [];
    private readonly List<bool> _keys = [];

    public SampleTable Samples { get; } = new();

    public void Add(long offset, int size, long time, bool key)
    {
        Samples.Add(offset, size);
        _times.Add(time);
        _keys.Add(key);
    }

    /// <summary>Inserts frames before all others; the first is a key frame.</summary>
    public void Prepend(IReadOnlyCollection<(int Size, long Time)> frames)
    {
        Samples.Prepend([.. frames.Select(f => f.Size)]);
        _times.InsertRange(0, frames.Select(f => f.Time));
        _keys.InsertRange(0, frames.Select((_, i) => i == 0));
    }

    /// <summary>Where the last frame ends, assuming the duration of the previous one.</summary>
    public long EstimateEnd()
    {
        var last = _times.Order().TakeLast(2).ToArray();
        return last.Length < 2 ? last[^1] + 3_000 : last[1] + (last[1] - last[0]);
    }

    /// <summary>Presentation time of the first frame.</summary>
    public long First => _times.Min();

    public TrackTimes Times(long end)
    {
        long[] sorted = [.. _times.Order()];
        var first = sorted[0];
        var delay = 0L;
        for (var i = 0; i < sorted.Length; i++) delay = Math.Max(delay, sorted[i] - _times[i]);
        var durations = Enumerable.Range(0, sorted.Length).Select(i => (i + 1 < sorted.Length ? sorted[i + 1] : end) - sorted[i]);
        return new([.. SampleTable.Runs(durations)], [.. SampleTable.Runs(_times.Select((t, i) => t - sorted[i] + delay))], delay, end - first);
    }

    public void WriteSyncSamples(BoxWriter to)
    {
        List<int> keys = [.. Enumerable.Range(1, _keys.Count).Where(n => _keys[n - 1])];
        to.Begin("stss", 0).U32(keys.Count);
        foreach (var key in keys) to.U32(key);
        to.End();
    }

    /// <summary>avc1 with avcC (ISO/IEC 14496-15, 5.3).</summary>
    public static void WriteDescription(BoxWriter to, byte[] parameterSets, SequenceParameters video)
    {
        List<byte[]> sps = [], pps = [];
        foreach (var unit in new AnnexB(parameterSets)) (AnnexB.TypeOf(unit) == NalType.Sps ? sps : pps).Add(unit.ToArray());
        to.Begin("avc1").Zeros(6).U16(1).Zeros(16).U16(video.Width).U16(video.Height);
        to.U32(0x480000).U32(0x480000).U32(0).U16(1).Zeros(32).U16(24).U16(0xffff);
        to.Begin("avcC").U8(1).Bytes(sps[0].AsSpan(1, 3)).U8(0xff).U8(0xe0 | sps.Count);
        foreach (var set in sps) to.U16(set.Length).Bytes(set);
        to.U8(pps.Count);
        foreach (var set in pps) to.U16(set.Length).Bytes(set);
        if (sps[0][1] is 100 or 110 or 122 or 244)
            to.U8(0xfc | video.ChromaFormat).U8(0xf8 | (video.BitDepth.Luma - 8)).U8(0xf8 | (video.BitDepth.Chroma - 8)).U8(0);
        to.End();
        if (video.PixelAspect is { Width: > 0, Height: > 0 } aspect)
        {
            to.Begin("pasp").U32(aspect.Width).U32(aspect.Height);
            to.End();
        }

        to.End();
    }
}
