using Onair.Recordings.Aac;

namespace Onair.Tests.Unit.Recordings.Aac;

public sealed class FrameGridTests
{
    private const int Frame = AacConfig.FrameSamples;

    [Fact]
    public void Frames_long_before_the_start_are_left_out_but_for_one_to_decode_with()
    {
        var grid = new FrameGrid();

        grid.Offer(-2_500).ShouldBe(-1);
        grid.Offer(-2_500 + Frame).ShouldBe(0);
        grid.Offer(-2_500 + (2 * Frame)).ShouldBe(0);
        (grid.Origin, grid.Count).ShouldBe((-2_500 + Frame, 2));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(300, 1)]
    [InlineData(Frame, 1)]
    [InlineData(Frame + 1, 2)]
    public void Sound_that_begins_late_has_silence_before_it_and_its_own_time(long at, int silent)
    {
        var grid = new FrameGrid();

        grid.Offer(at).ShouldBe(silent);
        grid.Origin.ShouldBe(at - (silent * Frame));
        grid.Origin.ShouldBeLessThanOrEqualTo(0);
    }

    [Fact]
    public void No_frame_is_further_than_half_a_frame_from_its_time_wherever_recordings_are_joined()
    {
        var random = new Random(4);
        var (grid, at) = (new FrameGrid(), 0L);
        for (var join = 0; join < 1_000; join++)
        {
            for (var i = random.Next(40); i >= 0; i--, at += Frame)
            {
                if (grid.Offer(at) < 0) continue;
                var given = grid.Origin + ((grid.Count - 1) * Frame);
                Math.Abs(given - at).ShouldBeLessThanOrEqualTo(Frame / 2);
            }

            at += random.Next(-3 * Frame, 6 * Frame);
        }

        grid.Count.ShouldBeGreaterThan(1_000);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(Frame, 1)]
    [InlineData(Frame + 1, 2)]
    public void The_end_is_filled_with_silence(int missing, int silent)
    {
        var grid = new FrameGrid();
        grid.Offer(0);
        grid.Finish(Frame + missing).ShouldBe(silent);
        grid.Count.ShouldBe(1 + silent);
    }
}
