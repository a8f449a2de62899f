namespace Onair.Recordings.Mp4;

/// <summary>The positions of a track's samples in the file, and the boxes that describe them (ISO/IEC 14496-12, 8.6 and 8.7).</summary>
internal sealed class SampleTable
{
    private readonly List<int> _sizes = [];
    private readonly List<(long Offset, int Samples)> _chunks = [];
    private long _end = -1;

    public int Count => _sizes.Count;

    public long Bytes { get; private set; }

    /// <summary>Adds a sample.</summary>
    /// <param name="offset">From the first byte of media.</param>
    /// <param name="size">Bytes.</param>
    public void Add(long offset, int size)
    {
        if (offset == _end) _chunks[^1] = (_chunks[^1].Offset, _chunks[^1].Samples + 1);
        else _chunks.Add((offset, 1));
        _end = offset + size;
        _sizes.Add(size);
        Bytes += size;
    }

    /// <summary>Inserts samples before all others; they end where the media begins.</summary>
    public void Prepend(IReadOnlyCollection<int> sizes)
    {
        var bytes = sizes.Sum(s => (long)s);
        _sizes.InsertRange(0, sizes);
        _chunks.Insert(0, (-bytes, sizes.Count));
        Bytes += bytes;
    }

    /// <param name="to">Where the boxes go.</param>
    /// <param name="media">Offset of the first byte of media in the file.</param>
    /// <param name="wide">Whether the file is larger than 4 GB.</param>
    public void Write(BoxWriter to, long media, bool wide)
    {
        var runs = Runs(_chunks.Select(c => (long)c.Samples)).ToList();
        to.Begin("stsc", 0).U32(runs.Count);
        var chunk = 1L;
        foreach (var (count, samples) in runs)
        {
            to.U32(chunk).U32(samples).U32(1);
            chunk += count;
        }

        to.End();
        to.Begin("stsz", 0).U32(0).U32(_sizes.Count);
        foreach (var size in _sizes) to.U32(size);
        to.End();
        to.Begin(wide ? "co64" : "stco", 0).U32(_chunks.Count);
        foreach (var (offset, _) in _chunks) to.Time(media + offset, wide);
        to.End();
    }

    /// <summary>Run-length encoding of the values.</summary>
    public static IEnumerable<(long Count, long Value)> Runs(IEnumerable<long> values)
    {
        var (count, last) = (0L, 0L);
        foreach (var value in values)
        {
            if (count > 0 && value != last)
            {
                yield return (count, last);
                count = 0;
            }

            (last, count) = (value, count + 1);
        }

        if (count > 0) yield return (count, last);
    }
}
