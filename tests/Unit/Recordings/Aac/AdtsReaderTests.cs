using Onair.Recordings.Aac;

namespace Onair.Tests.Unit.Recordings.Aac;

public sealed class AdtsReaderTests
{
    private readonly List<(int Length, long Pts)> _frames = [];
    private readonly AdtsReader _reader;
    private AacConfig _config;

    public AdtsReaderTests() => _reader = new AdtsReader((config, frame, pts) =>
    {
        _config = config;
        _frames.Add((frame.Length, pts));
    });

    [Fact]
    public void Frames_of_a_unit_follow_each_other_in_time()
    {
        _reader.Append([.. Adts(100), .. Adts(50), .. Adts(70)], 9_000);

        _frames.ShouldBe([(100, 9_000), (50, 9_000 + 1_920), (70, 9_000 + 3_840)]);
        _config.ShouldBe(new AacConfig(2, 3, 2));
        _config.SampleRate.ShouldBe(48_000);
        _config.Specific().ShouldBe([0x11, 0x90]);
    }

    [Fact]
    public void A_time_belongs_to_the_first_frame_that_begins_in_the_unit()
    {
        byte[] stream = [.. Adts(100), .. Adts(50), .. Adts(70)];

        _reader.Append(stream.AsSpan(0, 60), 0);
        _reader.Append(stream.AsSpan(60, 60), 2_000);
        _reader.Append(stream.AsSpan(120), 5_000);

        _frames.ShouldBe([(100, 0), (50, 2_000), (70, 5_000)]);
    }

    [Fact]
    public void Skips_bytes_outside_ADTS_frames()
    {
        _reader.Append([1, 2, 0xff, 0, .. Adts(100)], 100);
        _reader.Reset();
        _reader.Append([.. Adts(80).AsSpan(40), .. Adts(60)], 700);

        _frames.ShouldBe([(100, 100), (60, 700)]);
    }

    [Theory]
    [InlineData(1, "00000007")]
    [InlineData(2, "2000000000000E")]
    public void Silence_is_the_shortest_frame_of_its_channels(int channels, string hex) =>
        Convert.ToHexString(SilentFrame.Of(channels)).ShouldBe(hex);

    private static byte[] Adts(int body)
    {
        var length = body + 7;
        return [0xff, 0xf1, 0x4c, (byte)(0x80 | (length >> 11)), (byte)(length >> 3), (byte)((length << 5) | 0x1f), 0xfc, .. Enumerable.Repeat((byte)0x21, body)];
    }
}
