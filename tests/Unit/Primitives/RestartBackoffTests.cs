using Onair.Primitives;

namespace Onair.Tests.Unit.Primitives;

public sealed class RestartBackoffTests
{
    [Fact]
    public void Waits_double_up_to_the_last_and_begin_again_after_a_good_run()
    {
        var time = new FakeTime();
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), time);
        Waits(5).ShouldBe([1, 2, 4, 5, 5]);

        backoff.Started();
        time.Advance(19);
        Waits(1).ShouldBe([5]);

        backoff.Started();
        time.Advance(21);
        // The good run counts once, however much later the next attempts fail.
        Waits(3).ShouldBe([1, 2, 4]);

        double[] Waits(int count) => [.. Enumerable.Range(0, count).Select(_ =>
        {
            var wait = backoff.Next().TotalSeconds;
            time.Advance(30);
            return wait;
        })];
    }

    [Fact]
    public void Attempts_that_fail_before_they_start_back_off_after_a_good_run_too()
    {
        var time = new FakeTime();
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), time);
        backoff.Started();
        time.Advance(60);

        Enumerable.Range(0, 4).Select(_ => backoff.Next().TotalSeconds).ShouldBe([1, 2, 4, 5]);
    }
}
