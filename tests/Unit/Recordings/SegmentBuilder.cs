using System.Text;
using Onair.Recordings.Ts;
using Onair.Tests.Unit.Emulator.Media;

namespace Onair.Tests.Unit.Recordings;

/// <summary>Writes small segments: frames of H.264 units in as many packets as they need.</summary>
internal sealed class SegmentBuilder
{
    public const long Frame = 3_000;

    // 640x360, main profile, level 3.0, 30 frames a second; as x264 writes it.
    public static readonly byte[] Sps = Convert.FromHexString("674D401EECA05017FCB80880000003008000001E078B16CB");
    public static readonly byte[] Pps = [0x68, 0xef, 0xbc, 0x80 | 1];

    private static readonly byte[] Uuid = Convert.FromHexString("dc45e9bde6d948b7962cd820d923eeef");

    private readonly List<byte> _bytes = [];

    public byte[] ToArray() => [.. _bytes];

    public long Length => _bytes.Count;

    public SegmentBuilder Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public SegmentBuilder Tables(byte audioType = 0x0f) => Raw(TsBuilder.Pat()).Raw(TsBuilder.Pmt(audioType));

    public SegmentBuilder Key(long pts, byte[]? pps = null, bool idr = true, string? settings = null, bool flag = true) => Unit(
        0x100, 0xe0, pts, flag,
        [.. Nal([9, 0xf0]), .. Nal(Sps), .. Nal(pps ?? Pps), .. settings is null ? [] : Nal(Sei(settings)), .. Nal([(byte)(idr ? 0x65 : 0x41), .. Slice(400)])]);

    public SegmentBuilder Picture(long pts) => Unit(0x100, 0xe0, pts, false, [.. Nal([9, 0xf0]), .. Nal([0x41, .. Slice(250)])]);

    public SegmentBuilder Sound(long pts) => Unit(0x101, 0xc0, pts, false, Slice(100));

    /// <summary>A key frame with tables before it, and so many frames.</summary>
    public SegmentBuilder Group(long pts, int frames, byte[]? pps = null)
    {
        Tables().Key(pts, pps);
        for (var i = 1; i < frames; i++) Picture((pts + (i * Frame)) & 0x1ffffffff);
        return this;
    }

    private static byte[] Nal(byte[] unit) => [0, 0, 0, 1, .. unit];

    private static byte[] Slice(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)((i * 7) | 1))];

    private static byte[] Sei(string settings)
    {
        byte[] text = [.. Uuid, .. Encoding.ASCII.GetBytes($"x264 - core 164 - options: {settings}"), 0];
        return [6, 5, .. Enumerable.Repeat((byte)0xff, text.Length / 255), (byte)(text.Length % 255), .. text, 0x80];
    }

    private SegmentBuilder Unit(int pid, byte streamId, long pts, bool key, byte[] data)
    {
        byte[] pes = [0, 0, 1, streamId, 0, 0, 0x80, 0x80, 5, 0x21, 0, 1, 0, 1, .. data];
        for (var at = 0; at < pes.Length;)
        {
            var packet = new byte[TsPacket.Size];
            packet.AsSpan().Fill(0xff);
            var start = at == 0;
            var field = start && key ? 2 : 0;
            var room = TsPacket.Size - 4 - field;
            var take = Math.Min(room, pes.Length - at);
            field += room - take;
            (packet[0], packet[1], packet[2], packet[3]) = (0x47, (byte)((start ? 0x40 : 0) | (pid >> 8)), (byte)pid, (byte)(field > 0 ? 0x30 : 0x10));
            if (field > 0) packet[4] = (byte)(field - 1);
            if (field > 1) packet[5] = (byte)(start && key ? 0x40 : 0);
            pes.AsSpan(at, take).CopyTo(packet.AsSpan(4 + field));
            if (start) Pes.Shift(packet, pts);
            _bytes.AddRange(packet);
            at += take;
        }

        return this;
    }
}
