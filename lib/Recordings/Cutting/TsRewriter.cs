using Onair.Recordings.Ts;

namespace Onair.Recordings.Cutting;

/// <summary>
/// Joins transport streams with different clocks: shifts time stamps, maps streams to the PIDs of the first, and continues the
/// continuity counters.
/// </summary>
/// <param name="videoPid">PID of the video in the output.</param>
/// <param name="audioPid">PID of the audio in the output; −1 for none.</param>
public sealed class TsRewriter(int videoPid, int audioPid)
{
    private readonly Dictionary<int, int> _continuity = [];

    /// <summary>Rewrites a packet in place; false when it must be dropped.</summary>
    /// <param name="packet">188 bytes.</param>
    /// <param name="videoFrom">PID of the video in the packet's stream.</param>
    /// <param name="audioFrom">PID of the audio in the packet's stream.</param>
    /// <param name="offset">Added to PTS, DTS and PCR, in 90-kHz ticks.</param>
    public bool Rewrite(Span<byte> packet, int videoFrom, int audioFrom, long offset)
    {
        var from = TsPacket.Pid(packet);
        var pid = from == videoFrom ? videoPid : from == audioFrom ? audioPid : -1;
        if (pid < 0) return false;
        Pes.Shift(packet, offset);
        TsPacket.SetPid(packet, pid);
        Count(packet, pid);
        return true;
    }

    /// <summary>Sets the continuity counter of a PAT or PMT packet.</summary>
    public void Table(Span<byte> packet) => Count(packet, TsPacket.Pid(packet));

    private void Count(Span<byte> packet, int pid)
    {
        var last = _continuity.GetValueOrDefault(pid, -1);
        var counter = TsPacket.HasPayload(packet) ? (last + 1) & 0x0f : Math.Max(0, last);
        _continuity[pid] = counter;
        TsPacket.SetContinuity(packet, counter);
    }
}
