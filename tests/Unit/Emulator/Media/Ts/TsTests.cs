using Onair.Recordings.Ts;

namespace Onair.Tests.Unit.Emulator.Media.Ts;

public sealed class TsTests
{
    private const long Wrap = 1L << 33;

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(90_000, 0, 90_000)]
    [InlineData(0, 90_000, -90_000)]
    [InlineData(10, Wrap - 10, 20)]
    [InlineData(Wrap - 10, 10, -20)]
    public void Differences_do_not_see_the_wrap_of_the_clock(long a, long b, long difference) =>
        TsClock.Difference(a, b).ShouldBe(difference);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(90_000)]
    [InlineData(0x1_2345_6789)]
    [InlineData(Wrap - 1)]
    public void A_time_stamp_survives_writing_and_reading(long pts)
    {
        Pes.TryReadTimes(TsBuilder.Video(pts), out var read, out var dts).ShouldBeTrue();

        read.ShouldBe(pts);
        dts.ShouldBe(pts);
    }

    [Fact]
    public void Shifting_wraps_at_33_bits()
    {
        var packet = TsBuilder.Video(Wrap - 5);

        Pes.Shift(packet, 15);

        Pes.TryReadTimes(packet, out var pts, out _).ShouldBeTrue();
        pts.ShouldBe(10);
        packet[10].ShouldBe((byte)0x00, "the clock reference moves with the time stamps: 10 = 0b101 and a zero bit");
        packet[9].ShouldBe((byte)5);
    }

    [Fact]
    public void The_framer_joins_packets_across_chunks_and_skips_what_is_none()
    {
        byte[] stream = [1, 2, 3, .. TsBuilder.Video(1), .. TsBuilder.Video(2)];
        var framer = new TsFramer();
        var packets = 0;
        foreach (var chunk in stream.Chunk(50))
        {
            framer.Append(chunk);
            while (framer.TryRead(out var packet))
            {
                TsPacket.Pid(packet).ShouldBe(0x100);
                packets++;
            }
        }

        packets.ShouldBe(2);
    }

    [Fact]
    public void Tables_tell_where_video_and_audio_are()
    {
        var tables = new ProgramTables();

        tables.Observe(TsBuilder.Pat()).ShouldBeTrue();
        tables.Map.ShouldBeNull();
        tables.Observe(TsBuilder.Pmt()).ShouldBeTrue();
        tables.Observe(TsBuilder.Video(0)).ShouldBeFalse();

        tables.Map.ShouldBe(TsBuilder.Map);
    }

    // Written by libx264 for main profile 640x360 and high profile 1920x1080 (cropped from 1088).
    [Theory]
    [InlineData("0000000109f000000001674d401eeca05017fcb80b5010101400000fa00003a983c58b6580", "avc1.4D401E", 640, 360)]
    [InlineData("0000000167640028acd940780227e5c05a808080a0000003002000000781e30632c0", "avc1.640028", 1920, 1080)]
    public void Sequence_parameters_tell_codec_and_size(string stream, string codec, int width, int height)
    {
        var found = SequenceParameters.Find(Convert.FromHexString(stream)).ShouldNotBeNull();
        (found.Codec, found.Width, found.Height).ShouldBe((codec, width, height));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0000000168ee3cb0")]
    [InlineData("00000001674d401e")]
    public void A_stream_without_whole_sequence_parameters_tells_nothing(string stream) =>
        SequenceParameters.Find(Convert.FromHexString(stream)).ShouldBeNull();
}
