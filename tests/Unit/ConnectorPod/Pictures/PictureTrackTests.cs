using Onair.ConnectorPod.Pictures;
using Onair.ConnectorPod.Plans;

namespace Onair.Tests.Unit.ConnectorPod.Pictures;

public sealed class PictureTrackTests : IDisposable
{
    private static readonly PictureFormat Format = new(64, 36, 30);

    private readonly FakeTime _time = new();
    private readonly FramePool _pool = new(Format);
    private readonly PictureTrack _track;

    public PictureTrackTests() => _track = new PictureTrack(Format, _time);

    public void Dispose() => _track.Dispose();

    [Fact]
    public void A_tick_takes_the_newest_frame_and_the_next_one_takes_it_again()
    {
        Put(1);
        Put(2);

        Take().ShouldBe((2, true));
        Take().ShouldBe((2, false));
        _track.Captured.ShouldBe(2);
        _track.Replaced.ShouldBe(1);
    }

    [Fact]
    public void A_delayed_picture_comes_that_many_ticks_later()
    {
        _track.Delay = 2;
        for (byte frame = 1; frame <= 4; frame++)
        {
            Put(frame);
            Take();
        }

        Take().Value.ShouldBe(3);
    }

    [Fact]
    public void A_picture_stands_still_as_long_as_equal_frames_come()
    {
        Put(1);
        _time.Advance(4);
        Put(1);
        _track.StillFor.ShouldBe(TimeSpan.FromSeconds(4));

        Put(2);
        _track.StillFor.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_surface_of_one_color_is_no_picture()
    {
        _track.IsDrawn.ShouldBeFalse();
        Put(200);
        _track.IsDrawn.ShouldBeFalse();

        var bars = _pool.Rent();
        ColorBars.Draw(bars.Bytes, Format);
        _track.Put(bars);
        _track.IsDrawn.ShouldBeTrue();
    }

    [Fact]
    public void Memory_is_used_again_when_nobody_reads_it_any_more()
    {
        var first = _pool.Rent();
        var reader = first.Share();
        first.Release();
        _pool.Rent().ShouldNotBe(first);
        reader.Release();

        _pool.Rent().ShouldBe(first);
    }

    private void Put(byte value)
    {
        var frame = _pool.Rent();
        frame.Bytes.AsSpan().Fill(value);
        _track.Put(frame);
    }

    private (int Value, bool IsNew) Take()
    {
        var frame = _track.Take(out var isNew)!;
        var value = frame.Bytes[0];
        frame.Release();
        return (value, isNew);
    }
}
