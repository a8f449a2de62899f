using Onair.Signaling.Connections;

namespace Onair.Tests.Unit.Signaling.Connections;

public sealed class MediaPaceTests
{
    private static readonly MediaChange Muted = new(new(true, false, false), "1");
    private static readonly MediaChange Heard = new(new(true, true, false), "2");
    private readonly FakeTime _time = new();
    private readonly MediaPace _pace;

    public MediaPaceTests() => _pace = new(2, 1, _time);

    [Fact]
    public void Writes_a_burst_at_once_and_then_the_last_change_in_time()
    {
        Offer(Muted).ShouldBe(Muted);
        Offer(Heard).ShouldBe(Heard);

        Offer(Muted).ShouldBeNull();
        Offer(Heard).ShouldBeNull();
        _pace.Waiting.ShouldBe(Heard);
        _time.Advance(1);
        _pace.Due().ShouldBe(Heard);
        _pace.Waiting.ShouldBeNull();
        _time.Advance(1);
        _pace.Due().ShouldBeNull();
    }

    [Fact]
    public void Keeps_a_change_that_could_not_be_written_unless_a_later_one_waits()
    {
        _pace.Keep(Muted);
        _pace.Waiting.ShouldBe(Muted);

        Offer(Heard);
        Offer(Heard);
        Offer(Heard);
        _pace.Keep(Muted);
        _pace.Waiting.ShouldBe(Heard);
    }

    [Fact]
    public void Forgets_what_waits_when_the_broadcast_is_over()
    {
        _pace.Keep(Muted);
        _pace.Forget();

        _pace.Due().ShouldBeNull();
    }

    private MediaChange? Offer(MediaChange change) => _pace.Offer(change);
}
