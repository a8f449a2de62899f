namespace Onair.Recordings.Ts;

/// <summary>Fields of one 188-byte MPEG-TS packet (ISO/IEC 13818-1, 2.4.3.2), read in place.</summary>
public static class TsPacket
{
    /// <summary>Bytes of a packet.</summary>
    public const int Size = 188;
    /// <summary>The first byte of each packet.</summary>
    public const byte Sync = 0x47;

    /// <summary>Which of the multiplexed streams the packet belongs to, 0 to 8191.</summary>
    public static int Pid(ReadOnlySpan<byte> packet) => ((packet[1] & 0x1f) << 8) | packet[2];

    /// <summary>True when a PES unit or a table section begins in the packet.</summary>
    public static bool StartsUnit(ReadOnlySpan<byte> packet) => (packet[1] & 0x40) != 0;

    /// <summary>True when bytes of the stream follow the header.</summary>
    public static bool HasPayload(ReadOnlySpan<byte> packet) => (packet[3] & 0x10) != 0;

    /// <summary>True on the first packet of a unit that decoding can start at: a key frame.</summary>
    public static bool IsRandomAccess(ReadOnlySpan<byte> packet) => HasFlags(packet) && (packet[5] & 0x40) != 0;

    /// <summary>True when the packet carries the program's clock (PCR).</summary>
    public static bool HasClock(ReadOnlySpan<byte> packet) => HasFlags(packet) && packet[4] >= 7 && (packet[5] & 0x10) != 0;

    /// <summary>The bytes after header and adaptation field; empty when there are none.</summary>
    public static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> packet) => packet[PayloadOffset(packet)..];

    /// <summary>Where the payload begins; <see cref="Size"/> when there is none.</summary>
    public static int PayloadOffset(ReadOnlySpan<byte> packet)
    {
        if (!HasPayload(packet)) return Size;
        return (packet[3] & 0x20) == 0 ? 4 : Math.Min(Size, 5 + packet[4]);
    }

    /// <summary>Writes the continuity counter, 0 to 15.</summary>
    public static void SetContinuity(Span<byte> packet, int counter) =>
        packet[3] = (byte)((packet[3] & 0xf0) | (counter & 0x0f));

    /// <summary>Moves the packet to another stream.</summary>
    public static void SetPid(Span<byte> packet, int pid) =>
        (packet[1], packet[2]) = ((byte)((packet[1] & 0xe0) | (pid >> 8)), (byte)pid);

    private static bool HasFlags(ReadOnlySpan<byte> packet) => (packet[3] & 0x20) != 0 && packet[4] > 0;
}
