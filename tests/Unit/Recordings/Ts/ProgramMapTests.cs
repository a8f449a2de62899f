using Onair.Recordings.Ts;

namespace Onair.Tests.Unit.Recordings.Ts;

/// <summary>What of a program a cut has, and what it would lack.</summary>
public sealed class ProgramMapTests
{
    private static readonly byte[] H264 = Stream(0x1b, 0x100);
    private static readonly byte[] Aac = Stream(0x0f, 0x101);

    public static TheoryData<string, byte[]> LeftOut => new()
    {
        { "E-AC-3 audio (stream type 0x87)", Stream(0x87, 0x101) },
        { "E-AC-3 audio (stream type 0x84)", Stream(0x84, 0x101) },
        { "AC-3 audio (stream type 0x06)", Stream(0x06, 0x101, 0x6a, 1, 0) },
        { "AC-3 audio (stream type 0x06)", Stream(0x06, 0x101, [0x0a, 4, .. "eng"u8, 0, 0x05, 4, .. "AC-3"u8]) },
        { "E-AC-3 audio (stream type 0x06)", Stream(0x06, 0x101, 0x7a, 1, 0) },
        { "DTS audio (stream type 0x06)", Stream(0x06, 0x101, 0x7b, 1, 0) },
        { "DTS audio (stream type 0x82)", Stream(0x82, 0x101, [0x05, 4, .. "DTS1"u8]) },
        { "AC-4 audio (stream type 0x06)", Stream(0x06, 0x101, 0x7f, 1, 0x15) },
        { "Opus audio (stream type 0x06)", Stream(0x06, 0x101, [0x05, 4, .. "Opus"u8, 0x7f, 2, 0x80, 2]) },
        { "SMPTE 302M audio (stream type 0x06)", Stream(0x06, 0x101, [0x05, 4, .. "BSSD"u8]) },
        { "AAC audio (stream type 0x1c)", Stream(0x1c, 0x101) },
        { "another AAC audio (stream type 0x0f)", [.. Aac, .. Stream(0x0f, 0x102)] },
        { "another AC-3 audio (stream type 0x81)", [.. Aac, .. Stream(0x81, 0x102)] },
        { "another HEVC video (stream type 0x24)", [.. Stream(0x24, 0x102), .. Aac] },
        { "another H.264 video (stream type 0x1b)", [.. Stream(0x1b, 0x102), .. Aac] },
    };

    [Theory]
    [MemberData(nameof(LeftOut))]
    public void Names_the_sound_and_picture_that_a_cut_would_lack(string expected, byte[] streams)
    {
        var map = Map([.. H264, .. streams]);

        map.LeftOut.ShouldBe(expected);
        (map.VideoPid, map.VideoType).ShouldBe((0x100, (byte)0x1b));
    }

    public static TheoryData<string, byte[]> Carried => new()
    {
        { "AAC", Aac },
        { "MPEG audio", Stream(0x03, 0x101) },
        { "AAC LATM", Stream(0x11, 0x101) },
        { "AC-3", Stream(0x81, 0x101) },
        { "no sound", [] },
        { "teletext", [.. Aac, .. Stream(0x06, 0x102, 0x56, 5, 0, 0, 0, 0, 0)] },
        { "DVB subtitles", [.. Aac, .. Stream(0x06, 0x102, [0x59, 8, .. "eng"u8, 0x10, 0, 1, 0, 1])] },
        { "SCTE-35", [.. Aac, .. Stream(0x86, 0x102, [0x05, 4, .. "CUEI"u8])] },
        { "ID3", [.. Aac, .. Stream(0x15, 0x102, [0x26, 2, 0xff, 0xff])] },
        { "private data of nobody knows what", [.. Aac, .. Stream(0x06, 0x102)] },
        { "a descriptor that is cut short", [.. Aac, .. Stream(0x06, 0x102, 0x05, 200, 0x41)] },
    };

    [Theory]
    [MemberData(nameof(Carried))]
    public void Data_may_be_left_out(string what, byte[] streams) => Map([.. H264, .. streams]).LeftOut.ShouldBe("", what);

    private static ProgramMap Map(byte[] streams)
    {
        byte[] section = [0x02, 0xb0, (byte)(9 + streams.Length + 4), 0, 1, 0xc1, 0, 0, 0xe1, 0x00, 0xf0, 0, .. streams, 0, 0, 0, 0];
        var packet = new byte[TsPacket.Size];
        packet.AsSpan().Fill(0xff);
        byte[] head = [TsPacket.Sync, 0x50, 0x00, 0x10, 0, .. section];
        head.CopyTo(packet, 0);
        return ProgramMap.ReadPmt(packet).ShouldNotBeNull();
    }

    private static byte[] Stream(byte type, int pid, params byte[] descriptors) =>
        [type, (byte)(0xe0 | (pid >> 8)), (byte)pid, 0xf0, (byte)descriptors.Length, .. descriptors];
}
