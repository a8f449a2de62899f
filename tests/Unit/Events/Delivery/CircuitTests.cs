using Onair.Api.EventSinks;
using Onair.Events.Delivery;

namespace Onair.Tests.Unit.Events.Delivery;

public sealed class CircuitTests
{
    private static readonly DeliveryOptions Options = new() { BreakerFailures = 3, FirstBreakSeconds = 5, LongestBreakSeconds = 15 };

    private readonly FakeTime _time = new();
    private readonly Circuit _breaker;

    public CircuitTests() => _breaker = new(Options, _time);

    [Fact]
    public async Task Failures_in_a_row_open_it_however_far_apart_they_are()
    {
        await FailAsync(2);
        await LeaveAsync(works: true);
        await FailAsync(1);
        _time.Advance(TimeSpan.FromHours(1));
        await FailAsync(1);
        _breaker.State.ShouldBe(BreakerState.Closed);
        _time.Advance(TimeSpan.FromHours(1));

        await FailAsync(1);

        _breaker.State.ShouldBe(BreakerState.Open);
    }

    [Fact]
    public async Task It_lets_one_request_find_out_and_all_go_when_it_works()
    {
        await FailAsync(3);
        var waiting = Enumerable.Range(0, 5).Select(_ => _breaker.EnterAsync(CancellationToken.None)).ToList();
        _time.Advance(TimeSpan.FromSeconds(4));
        waiting.ShouldAllBe(w => !w.IsCompleted);

        _time.Advance(TimeSpan.FromSeconds(1));

        (await await Task.WhenAny(waiting)).ShouldBeTrue();
        _breaker.State.ShouldBe(BreakerState.HalfOpen);
        _time.Advance(TimeSpan.FromHours(1));
        waiting.Count(w => w.IsCompleted).ShouldBe(1);

        _breaker.Leave(probe: true, works: true);

        (await Task.WhenAll(waiting)).Count(probe => probe).ShouldBe(1);
        _breaker.State.ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public async Task Each_time_it_is_open_twice_as_long_up_to_a_bound()
    {
        await FailAsync(3);
        foreach (var seconds in new[] { 5, 10, 15, 15 })
        {
            var entered = _breaker.EnterAsync(CancellationToken.None);
            _time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            entered.IsCompleted.ShouldBeFalse();
            _time.Advance(TimeSpan.FromMilliseconds(1));
            (await entered).ShouldBeTrue();
            _breaker.Leave(probe: true, works: false);
            _breaker.State.ShouldBe(BreakerState.Open);
        }
    }

    [Fact]
    public async Task A_request_that_was_given_up_leaves_it_to_the_next_to_find_out()
    {
        await FailAsync(3);
        _time.Advance(TimeSpan.FromSeconds(5));
        (await _breaker.EnterAsync(CancellationToken.None)).ShouldBeTrue();
        var next = _breaker.EnterAsync(CancellationToken.None);

        _breaker.Leave(probe: true, works: null);

        (await next).ShouldBeTrue();
    }

    [Fact]
    public async Task A_probe_that_was_given_up_does_not_open_it_after_another_request_has_closed_it()
    {
        var late = await _breaker.EnterAsync(CancellationToken.None);
        await FailAsync(3);
        _time.Advance(TimeSpan.FromSeconds(5));
        var probe = await _breaker.EnterAsync(CancellationToken.None);
        _breaker.Leave(late, works: true);

        _breaker.Leave(probe, works: null);

        _breaker.State.ShouldBe(BreakerState.Closed);
    }

    [Fact]
    public async Task A_waiter_can_cancel()
    {
        await FailAsync(3);
        using var life = new CancellationTokenSource();
        var waiting = _breaker.EnterAsync(life.Token);

        await life.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++) await LeaveAsync(works: false);
    }

    private async Task LeaveAsync(bool works) => _breaker.Leave(await _breaker.EnterAsync(CancellationToken.None), works);
}
