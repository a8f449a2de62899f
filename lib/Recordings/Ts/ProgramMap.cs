namespace Onair.Recordings.Ts;

/// <summary>Where a single-program stream carries its video and audio.</summary>
/// <param name="PmtPid">PID of the program map table.</param>
/// <param name="VideoPid">First video stream, −1 when there is none.</param>
/// <param name="AudioPid">First audio stream, −1 when there is none.</param>
/// <param name="VideoType">Stream type of the video, 0x1b for H.264.</param>
/// <param name="AudioType">Stream type of the audio, 0x0f for AAC in ADTS.</param>
public sealed record ProgramMap(int PmtPid, int VideoPid, int AudioPid, byte VideoType, byte AudioType)
{
    /// <summary>PID of the first program's map table; −1 when the packet holds no whole PAT.</summary>
    public static int ReadPat(ReadOnlySpan<byte> packet)
    {
        var section = Section(packet, tableId: 0);
        for (var at = 8; at + 4 <= section.Length - 4; at += 4)
        {
            var program = (section[at] << 8) | section[at + 1];
            if (program != 0) return ((section[at + 2] & 0x1f) << 8) | section[at + 3];
        }

        return -1;
    }

    /// <summary>Reads a map that fits in one packet; null otherwise.</summary>
    public static ProgramMap? ReadPmt(ReadOnlySpan<byte> packet)
    {
        var section = Section(packet, tableId: 2);
        if (section.Length < 16) return null;
        int video = -1, audio = -1;
        byte videoType = 0, audioType = 0;
        var at = 12 + (((section[10] & 0x0f) << 8) | section[11]);
        while (at + 5 <= section.Length - 4)
        {
            var type = section[at];
            var pid = ((section[at + 1] & 0x1f) << 8) | section[at + 2];
            if (type is 0x1b or 0x24 && video < 0) (video, videoType) = (pid, type);
            if (type is 0x03 or 0x04 or 0x0f or 0x11 or 0x81 && audio < 0) (audio, audioType) = (pid, type);
            at += 5 + (((section[at + 3] & 0x0f) << 8) | section[at + 4]);
        }

        return new ProgramMap(TsPacket.Pid(packet), video, audio, videoType, audioType);
    }

    private static ReadOnlySpan<byte> Section(ReadOnlySpan<byte> packet, byte tableId)
    {
        var payload = TsPacket.Payload(packet);
        if (!TsPacket.StartsUnit(packet) || payload.IsEmpty || payload.Length < payload[0] + 4) return default;
        var section = payload[(1 + payload[0])..];
        if (section.Length < 3 || section[0] != tableId) return default;
        var length = 3 + (((section[1] & 0x0f) << 8) | section[2]);
        return length <= section.Length ? section[..length] : default;
    }
}
