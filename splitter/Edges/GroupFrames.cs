using Onair.Recordings.Ts;

namespace Onair.Splitter.Edges;

/// <summary>The frames of a piece of a transport stream, in decoding order.</summary>
internal sealed class GroupFrames : IElementaryStreams
{
    private readonly List<(byte[] Unit, long Pts)> _frames = [];
    private readonly ProgramTables _tables = new();
    private readonly TsFramer _framer = new();
    private readonly TsDemuxer _demuxer;

    public GroupFrames() => _demuxer = new TsDemuxer(this);

    public IReadOnlyList<(byte[] Unit, long Pts)> Frames => _frames;

    /// <summary>Reads the video of this PID.</summary>
    public static IReadOnlyList<(byte[] Unit, long Pts)> Of(ReadOnlySpan<byte> stream, int videoPid)
    {
        var group = new GroupFrames();
        group._demuxer.Select(videoPid, -1);
        group._framer.Append(stream);
        while (group._framer.TryRead(out var packet)) group._demuxer.Write(packet);
        group._demuxer.End();
        return group.Frames;
    }

    /// <summary>Appends bytes of a stream that contains its own PAT and PMT.</summary>
    public void Append(ReadOnlySpan<byte> stream)
    {
        _framer.Append(stream);
        while (_framer.TryRead(out var packet))
        {
            if (_tables.Observe(packet)) _demuxer.Select(_tables.Map?.VideoPid ?? -1, -1);
            else _demuxer.Write(packet);
        }
    }

    public void End() => _demuxer.End();

    public void Video(ReadOnlySpan<byte> unit, long pts) => _frames.Add((unit.ToArray(), pts));

    public void Audio(ReadOnlySpan<byte> data, long pts)
    {
        // Not needed.
    }
}
