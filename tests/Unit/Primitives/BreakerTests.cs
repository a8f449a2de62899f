using Onair.Primitives;

namespace Onair.Tests.Unit.Primitives;

public sealed class BreakerTests
{
    private readonly FakeTime _time = new();
    private readonly Breaker _breaker;

    public BreakerTests() => _breaker = new(3, new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)), _time);

    [Fact]
    public void Consecutive_failures_open_it()
    {
        Call(false, false, true, false, false);
        _breaker.IsOpen.ShouldBeFalse();

        Call(false);

        _breaker.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void It_is_open_twice_as_long_each_time_up_to_a_limit_and_starts_over_after_a_success()
    {
        Call(false, false, false);
        foreach (var seconds in new[] { 5, 10, 15, 15 })
        {
            _breaker.Wait.ShouldBe(TimeSpan.FromSeconds(seconds));
            _time.Advance(TimeSpan.FromSeconds(seconds));
            _breaker.Wait.ShouldBe(TimeSpan.Zero);
            Call(false);
        }
        _time.Advance(TimeSpan.FromSeconds(15));

        Call(true, false, false, false);

        _breaker.Wait.ShouldBe(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void While_a_call_probes_the_others_wait_for_its_end()
    {
        Call(false, false, false);
        _time.Advance(TimeSpan.FromSeconds(5));

        _breaker.Enter().ShouldBeTrue();

        _breaker.IsProbing.ShouldBeTrue();
        _breaker.Wait.ShouldBe(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void After_a_cancelled_probe_the_next_call_probes_at_once()
    {
        Call(false, false, false);
        _time.Advance(TimeSpan.FromSeconds(5));

        _breaker.Leave(_breaker.Enter(), null);

        _breaker.IsOpen.ShouldBeTrue();
        _breaker.Wait.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_cancelled_probe_does_not_open_a_breaker_that_a_late_success_has_closed()
    {
        var late = _breaker.Enter();
        Call(false, false, false);
        _time.Advance(TimeSpan.FromSeconds(5));
        var probe = _breaker.Enter();
        _breaker.Leave(late, true);

        _breaker.Leave(probe, null);

        _breaker.IsOpen.ShouldBeFalse();
    }

    [Fact]
    public void Calls_from_before_it_opened_do_not_prolong_it()
    {
        var late = Enumerable.Range(0, 5).Select(_ => _breaker.Enter()).ToList();
        Call(false, false, false);
        _time.Advance(TimeSpan.FromSeconds(4));

        foreach (var call in late) _breaker.Leave(call, false);

        _breaker.Wait.ShouldBe(TimeSpan.FromSeconds(1));
    }

    private void Call(params bool[] works)
    {
        foreach (var result in works) _breaker.Leave(_breaker.Enter(), result);
    }
}
