using System.Globalization;
using Onair.Emulator.Media.Ts;
using Onair.Emulator.S3;

namespace Onair.Emulator.Media.Archive;

/// <summary>Records one destination of a channel: a file per segment, handed to the spool when it is whole.</summary>
internal sealed class ArchiveWriter : ISegmentSink
{
    private readonly string _channelId;
    private readonly ArchivePlan _plan;
    private readonly ArchiveSpool _spool;
    private int _counter;
    private string _id = "";
    private FileStream? _file;

    public ArchiveWriter(string channelId, ArchivePlan plan, ArchiveSpool spool, IObjectStore store)
    {
        (_channelId, _plan, _spool) = (channelId, plan, spool);
        // The emulator may have been restarted in the middle of a recording: continue after the existing segments.
        var prefix = $"{plan.KeyPrefix}{plan.NameModifier}.";
        var keys = store.BucketExists(plan.Bucket) ? store.List(plan.Bucket, prefix).Select(o => o.Key) : [];
        _counter = NextCounter(prefix, keys.Concat(spool.PendingKeys(plan.Bucket)));
    }

    /// <summary>One more than the highest counter among the keys of this destination; 0 when there is none.</summary>
    public static int NextCounter(string prefix, IEnumerable<string> keys) => keys
        .Where(k => k.StartsWith(prefix, StringComparison.Ordinal) && k.EndsWith(".ts", StringComparison.Ordinal))
        .Select(k => int.TryParse(k.AsSpan(prefix.Length, Math.Max(0, k.Length - prefix.Length - 3)), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1)
        .DefaultIfEmpty(-1).Max() + 1;

    public double? Open(long pts)
    {
        (_id, _file) = _spool.Open(Part());
        return _plan.SegmentSeconds;
    }

    public void Write(ReadOnlySpan<byte> packet) => _file!.Write(packet);

    public void Close(CutSegment segment)
    {
        _file!.Dispose();
        _spool.Complete(_id, Part());
        _counter++;
    }

    private ArchivePart Part() => new(_channelId, _plan.Bucket, $"{_plan.KeyPrefix}{_plan.NameModifier}.{_counter:000000}.ts");
}
