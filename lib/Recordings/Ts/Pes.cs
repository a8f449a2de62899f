namespace Onair.Recordings.Ts;

/// <summary>Time stamps in PES headers and adaptation fields, read and shifted in place.</summary>
public static class Pes
{
    /// <summary>Reads the stamps of a packet that starts a PES unit; false when it carries none.</summary>
    public static bool TryReadTimes(ReadOnlySpan<byte> packet, out long pts, out long dts)
    {
        pts = dts = 0;
        var at = HeaderOffset(packet, out var hasDts);
        if (at < 0) return false;
        pts = Read(packet[at..]);
        dts = hasDts ? Read(packet[(at + 5)..]) : pts;
        return true;
    }

    /// <summary>Adds an offset in 90-kHz units to PTS, DTS and PCR, whichever the packet has.</summary>
    public static void Shift(Span<byte> packet, long offset)
    {
        if (TsPacket.HasClock(packet)) ShiftClock(packet, offset);
        var at = HeaderOffset(packet, out var hasDts);
        if (at < 0) return;
        Write(packet[at..], TsClock.Add(Read(packet[at..]), offset));
        if (hasDts) Write(packet[(at + 5)..], TsClock.Add(Read(packet[(at + 5)..]), offset));
    }

    private static int HeaderOffset(ReadOnlySpan<byte> packet, out bool hasDts)
    {
        hasDts = false;
        if (!TsPacket.StartsUnit(packet)) return -1;
        var start = TsPacket.PayloadOffset(packet);
        var payload = packet[start..];
        if (payload.Length < 14 || payload[0] != 0 || payload[1] != 0 || payload[2] != 1) return -1;
        if ((payload[6] & 0xc0) != 0x80 || (payload[7] & 0x80) == 0) return -1;
        hasDts = (payload[7] & 0x40) != 0 && payload.Length >= 19;
        return start + 9;
    }

    private static long Read(ReadOnlySpan<byte> field) =>
        ((long)(field[0] & 0x0e) << 29) | ((long)field[1] << 22) | ((long)(field[2] & 0xfe) << 14)
        | ((long)field[3] << 7) | ((long)field[4] >> 1);

    private static void Write(Span<byte> field, long time)
    {
        field[0] = (byte)((field[0] & 0xf1) | (int)((time >> 29) & 0x0e));
        field[1] = (byte)(time >> 22);
        field[2] = (byte)((time >> 14) | 1);
        field[3] = (byte)(time >> 7);
        field[4] = (byte)((time << 1) | 1);
    }

    private static void ShiftClock(Span<byte> packet, long offset)
    {
        var clock = ((long)packet[6] << 25) | ((long)packet[7] << 17) | ((long)packet[8] << 9)
            | ((long)packet[9] << 1) | ((long)packet[10] >> 7);
        clock = TsClock.Add(clock, offset);
        packet[6] = (byte)(clock >> 25);
        packet[7] = (byte)(clock >> 17);
        packet[8] = (byte)(clock >> 9);
        packet[9] = (byte)(clock >> 1);
        packet[10] = (byte)((packet[10] & 0x7f) | (int)((clock & 1) << 7));
    }
}
