using Onair.ConnectorPod.Calibrating;
using Onair.ConnectorPod.Plans;

namespace Onair.Tests.Unit.ConnectorPod.Calibrating;

public sealed class CalibrationTests
{
    private static readonly PictureFormat Format = new(64, 36, 30);

    [Theory]
    [InlineData(2.0 / 30)]
    [InlineData(-0.12)]
    [InlineData(0)]
    public void The_offset_of_flashes_and_beeps_is_found_in_what_the_ticks_take(double late)
    {
        var tap = new CalibrationTap(Format);
        Play(tap, flashLate: Math.Max(0, late), beepLate: Math.Max(0, -late));

        tap.Offset().ShouldNotBeNull().ShouldBe(late, 0.02);
    }

    [Fact]
    public void Sound_without_beeps_measures_nothing()
    {
        var tap = new CalibrationTap(Format);
        Play(tap, flashLate: 0, beepLate: 100);

        tap.Offset().ShouldBeNull();
    }

    [Fact]
    public void Offsets_that_contradict_each_other_measure_nothing() => Offset([-0.1, 0.15, -0.15, 0.2, 0.1, -0.1, 0.15, -0.15, 0.2, 0.1]).ShouldBeNull();

    [Fact]
    public void The_first_pairs_may_be_wrong() =>
        Offset([0.2, -0.03, -0.03, 0.04, 0.05, 0.06, 0.05, 0.04, 0.04, 0.05, 0.06, 0.05, 0.04]).ShouldNotBeNull().ShouldBe(0.05, 0.001);

    [Fact]
    public void One_late_flash_in_a_cycle_does_no_harm() =>
        Offset([0.04, 0.05, 0.06, 0.05, 0.04, 0.05, 0.06, 0.2, 0.05, 0.04]).ShouldNotBeNull().ShouldBe(0.05, 0.001);

    [Fact]
    public void A_player_that_still_learns_how_late_its_sound_is_has_not_settled()
    {
        double[] learning = [-0.03, -0.03, -0.02, -0.02, -0.01, 0.01, 0.01, 0.02, 0.02, 0.03];

        Offset(learning).ShouldBeNull();
        Offset(learning, settled: false).ShouldNotBeNull().ShouldBe(0.02, 0.001);
    }

    [Theory]
    [InlineData(0.07, 0, 70)]
    [InlineData(0, 0, 0)]
    [InlineData(-0.05, 2, 16.667)]
    [InlineData(-0.1, 3, 0)]
    public void A_late_sound_delays_the_picture_by_whole_ticks(double seconds, int ticks, double soundMilliseconds)
    {
        var split = OffsetSplit.Of(seconds, 30);

        split.Ticks.ShouldBe(ticks);
        split.Sound.TotalMilliseconds.ShouldBe(soundMilliseconds, 0.01);
    }

    private static double? Offset(double[] offsets, bool settled = true)
    {
        List<double> beeps = [.. offsets.Select((_, i) => 1 + (i * CalibrationVideo.Period))];
        return FlashesAndBeeps.Offset([.. offsets.Zip(beeps, (o, b) => o + b)], beeps, settled);
    }

    private static void Play(CalibrationTap tap, double flashLate, double beepLate)
    {
        var sample = 0L;
        for (var tick = 0L; tick < 210; tick++)
        {
            var luma = new byte[Format.LumaBytes];
            if (IsOn((double)tick / Format.FrameRate - flashLate)) luma.AsSpan().Fill(235);
            var samples = new short[Format.SamplesOf(tick) * 2];
            for (var i = 0; i < samples.Length; i += 2, sample++)
            {
                var at = (double)sample / PictureFormat.SampleRate - beepLate;
                if (IsOn(at)) samples[i] = samples[i + 1] = (short)(16_000 * Math.Sin(2 * Math.PI * 1_000 * at));
            }

            tap.Add(luma, samples);
        }
    }

    private static bool IsOn(double at) => at >= 0 && at % CalibrationVideo.Period is >= 0.299 and < 0.399;
}
