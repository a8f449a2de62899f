using Onair.Emulator.MediaConvert.Transcoding;

namespace Onair.Tests.Unit.Emulator.MediaConvert.Transcoding;

public sealed class TimecodeTests
{
    [Theory]
    [InlineData("00:00:00:00", 30, 1, 0L)]
    [InlineData("00:00:01:10", 30, 1, 40L)]
    [InlineData("01:02:03:24", 25, 1, 93_099L)]
    [InlineData("00:01:00:00", 30_000, 1001, 1_800L)]
    [InlineData("00:00:59;29", 30_000, 1001, 1_799L)]
    [InlineData("00:01:00;02", 30_000, 1001, 1_800L)]
    [InlineData("00:10:00;00", 30_000, 1001, 17_982L)]
    [InlineData("01:00:00;00", 60_000, 1001, 215_784L)]
    [InlineData("00:00:00:30", 30, 1, null)]
    [InlineData("00:01:00;01", 30_000, 1001, null)]
    public void A_timecode_is_a_frame(string text, int numerator, int denominator, long? frame)
    {
        var code = Timecode.Parse(text);
        code.ToString().ShouldBe(text);
        code.FrameNumber(new FrameRate(numerator, denominator)).ShouldBe(frame);
    }

    [Theory]
    [InlineData(3000, 30, 1)]
    [InlineData(3003, 30_000, 1001)]
    [InlineData(3600, 25, 1)]
    [InlineData(3753, 24_000, 1001)]
    [InlineData(3754, 24_000, 1001)]
    [InlineData(1501, 60_000, 1001)]
    [InlineData(1502, 60_000, 1001)]
    [InlineData(1500, 60, 1)]
    [InlineData(7500, 12, 1)]
    public void A_distance_of_frames_is_a_rate(int ticks, int numerator, int denominator) =>
        FrameRate.FromTicks(ticks).ShouldBe(new FrameRate(numerator, denominator));
}
