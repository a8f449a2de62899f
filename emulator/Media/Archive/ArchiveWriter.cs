using Onair.Emulator.Media.Ts;

namespace Onair.Emulator.Media.Archive;

/// <summary>
/// Records one destination from the start of its pipeline to its end: a file per segment, handed to the spool when it is whole. The counter
/// begins at 0, so a restarted pipeline overwrites what it recorded before, unless its name modifier has the time.
/// </summary>
internal sealed class ArchiveWriter(string channelId, ArchivePlan plan, ArchiveSpool spool) : ISegmentSink
{
    private readonly Lock _lock = new();
    private int _counter;
    private string _id = "";
    private FileStream? _file;

    /// <summary>The pipeline that is recorded.</summary>
    public int Pipeline => plan.Pipeline;

    /// <summary>The pipeline has failed. What it records from its restart on needs another writer.</summary>
    public bool HasFailed { get; private set; }

    public double? Open(long pts)
    {
        lock (_lock)
        {
            if (HasFailed) return null;
            (_id, _file) = spool.Open(Part());
            return plan.SegmentSeconds;
        }
    }

    public void Write(ReadOnlySpan<byte> packet)
    {
        lock (_lock) _file?.Write(packet);
    }

    public void Close(CutSegment segment)
    {
        lock (_lock)
        {
            if (_file is null) return;
            EndFile();
            spool.Complete(_id, Part());
            _counter++;
        }
    }

    /// <summary>The pipeline fails: the segment that it was writing is lost, as no page of AWS says that it is kept.</summary>
    public void Fail()
    {
        lock (_lock)
        {
            HasFailed = true;
            if (_file is null) return;
            EndFile();
            spool.Discard(_id);
        }
    }

    private void EndFile()
    {
        _file!.Dispose();
        _file = null;
    }

    private ArchivePart Part() => new(channelId, plan.Bucket, $"{plan.KeyPrefix}{plan.NameModifier}.{_counter:000000}.ts");
}
