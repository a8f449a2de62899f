namespace Onair.Recordings.Ts;

/// <summary>Remembers a stream's latest PAT and PMT, so that a cut can begin with them.</summary>
public sealed class ProgramTables
{
    private readonly byte[] _pat = new byte[TsPacket.Size];
    private readonly byte[] _pmt = new byte[TsPacket.Size];
    private int _pmtPid = -1;

    /// <summary>Null until a PAT and a PMT were seen.</summary>
    public ProgramMap? Map { get; private set; }

    /// <summary>The packet with the latest program association table.</summary>
    public ReadOnlySpan<byte> Pat => _pat;

    /// <summary>The packet with the latest program map table.</summary>
    public ReadOnlySpan<byte> Pmt => _pmt;

    /// <summary>True when the packet was a table rather than media.</summary>
    public bool Observe(ReadOnlySpan<byte> packet)
    {
        var pid = TsPacket.Pid(packet);
        if (pid == 0)
        {
            if (ProgramMap.ReadPat(packet) is >= 0 and var pmt) _pmtPid = pmt;
            packet.CopyTo(_pat);
            return true;
        }

        if (pid != _pmtPid) return pid == 0x11; // 0x11: the service description, which ffmpeg sends between the two
        if (ProgramMap.ReadPmt(packet) is { } map)
        {
            if (map != Map) Map = map;
            packet.CopyTo(_pmt);
        }

        return true;
    }
}
