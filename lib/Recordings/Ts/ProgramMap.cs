namespace Onair.Recordings.Ts;

/// <summary>Where a single-program stream carries its video and audio.</summary>
/// <param name="PmtPid">PID of the program map table.</param>
/// <param name="VideoPid">First video stream, −1 when there is none.</param>
/// <param name="AudioPid">First audio stream, −1 when there is none.</param>
/// <param name="VideoType">Stream type of the video, 0x1b for H.264.</param>
/// <param name="AudioType">Stream type of the audio, 0x0f for AAC in ADTS.</param>
/// <param name="LeftOut">What people see or hear of the program beyond these two, for people; empty for nothing.</param>
public sealed record ProgramMap(int PmtPid, int VideoPid, int AudioPid, byte VideoType, byte AudioType, string LeftOut = "")
{
    private const byte H264 = 0x1b;

    /// <summary>Name of the video's coding.</summary>
    public string VideoName => ElementaryStream.Of(VideoType, VideoPid, default).Name is { Length: > 0 } name ? name : "another";

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
        List<ElementaryStream> streams = [];
        var at = 12 + (((section[10] & 0x0f) << 8) | section[11]);
        var end = section.Length - 4;
        while (at + 5 <= end)
        {
            var length = ((section[at + 3] & 0x0f) << 8) | section[at + 4];
            var descriptors = section.Slice(at + 5, Math.Min(length, end - at - 5));
            streams.Add(ElementaryStream.Of(section[at], ((section[at + 1] & 0x1f) << 8) | section[at + 2], descriptors));
            at += 5 + length;
        }

        return Of(TsPacket.Pid(packet), streams);
    }

    private static ProgramMap Of(int pmtPid, List<ElementaryStream> streams)
    {
        var none = new ElementaryStream(0, -1, false, false, "");
        var video = streams.Where(s => s.IsVideo).OrderBy(s => s.Type != H264).FirstOrDefault(none);
        // The audio that the splitter decodes.
        var audio = streams.Where(s => s is { IsAudio: true, Type: 0x03 or 0x04 or 0x0f or 0x11 or 0x81 }).FirstOrDefault(none);
        var leftOut = streams.Where(s => s.IsVideo || s.IsAudio).Where(s => s != video && s != audio)
            .Select(s => (s.IsVideo ? video : audio) != none ? $"another {s}" : $"{s}");
        return new(pmtPid, video.Pid, audio.Pid, video.Type, audio.Type, string.Join(", ", leftOut));
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
