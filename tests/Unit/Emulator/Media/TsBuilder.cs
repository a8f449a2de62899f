using Onair.Recordings.Ts;

namespace Onair.Tests.Unit.Emulator.Media;

/// <summary>Makes small streams: PAT and PMT, video on PID 0x100, audio on 0x101, one packet a frame.</summary>
internal static class TsBuilder
{
    public static readonly ProgramMap Map = new(0x1000, 0x100, 0x101, 0x1b, 0x0f);

    public static byte[] Pat() => Table(0, [0x00, 0xb0, 0x0d, 0, 1, 0xc1, 0, 0, 0, 1, 0xf0, 0x00, 0, 0, 0, 0]);

    public static byte[] Pmt(byte audioType = 0x0f) => Table(
        0x1000, [0x02, 0xb0, 0x17, 0, 1, 0xc1, 0, 0, 0xe1, 0x00, 0xf0, 0, 0x1b, 0xe1, 0x00, 0xf0, 0, audioType, 0xe1, 0x01, 0xf0, 0, 0, 0, 0, 0]);

    /// <summary>A whole frame in one packet; times in 90-kHz units.</summary>
    public static byte[] Frame(int pid, long pts, bool key = false)
    {
        var packet = new byte[TsPacket.Size];
        packet.AsSpan().Fill(0xff);
        (packet[0], packet[1], packet[2], packet[3]) = (0x47, (byte)(0x40 | (pid >> 8)), (byte)pid, 0x30);
        (packet[4], packet[5]) = (7, (byte)(key ? 0x50 : 0x10));
        packet.AsSpan(6, 6).Clear();
        byte[] pes = [0, 0, 1, (byte)(pid == 0x100 ? 0xe0 : 0xc0), 0, 0, 0x80, 0x80, 5, 0x21, 0, 1, 0, 1];
        pes.CopyTo(packet, 12);
        Pes.Shift(packet, pts);
        return packet;
    }

    public static byte[] Video(long pts, bool key = false) => Frame(0x100, pts, key);

    public static byte[] Audio(long pts) => Frame(0x101, pts);

    /// <summary>Tables and video at 25 frames a second with a key frame each second.</summary>
    public static byte[] Stream(long from, int frames, byte audioType = 0x0f) =>
    [
        .. Enumerable.Range(0, frames).SelectMany(i => (byte[])
        [
            .. i % 25 == 0 ? [.. Pat(), .. Pmt(audioType)] : Array.Empty<byte>(),
            .. Video(from + (i * 3_600), i % 25 == 0),
        ]),
    ];

    /// <summary>PTS of all video frames of a stream, in order.</summary>
    public static List<long> VideoTimes(ReadOnlySpan<byte> stream)
    {
        var framer = new TsFramer();
        framer.Append(stream);
        List<long> times = [];
        while (framer.TryRead(out var packet))
        {
            if (TsPacket.Pid(packet) == 0x100 && Pes.TryReadTimes(packet, out var pts, out _)) times.Add(pts);
        }

        return times;
    }

    private static byte[] Table(int pid, byte[] section)
    {
        var packet = new byte[TsPacket.Size];
        packet.AsSpan().Fill(0xff);
        (packet[0], packet[1], packet[2], packet[3], packet[4]) = (0x47, (byte)(0x40 | (pid >> 8)), (byte)pid, 0x10, 0);
        section.CopyTo(packet, 5);
        return packet;
    }
}
