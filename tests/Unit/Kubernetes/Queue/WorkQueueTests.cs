using Onair.Kubernetes.Queue;

namespace Onair.Tests.Unit.Kubernetes.Queue;

public sealed class WorkQueueTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly WorkQueue<string> _queue;

    public WorkQueueTests() => _queue = new WorkQueue<string>("test", TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(10), _time, random: () => 1);

    /// <summary>What is done, letter by letter: a key added high (A), added low (a), taken (!), done (.); and in which order keys come out.</summary>
    public static TheoryData<string, string> Orders => new()
    {
        { "x y z", "x y z" },
        { "x x x y", "x y" },
        { "low:x low:y z", "z x y" },
        { "low:x low:y y", "y x" },
        { "x low:x", "x" },
        { "low:x x low:x y", "x y" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Keys_come_once_each_high_before_low_and_else_in_order(string added, string taken)
    {
        foreach (var key in added.Split(' '))
        {
            if (key.StartsWith("low:", StringComparison.Ordinal)) _queue.Add(key[4..], QueuePriority.Low);
            else _queue.Add(key);
        }

        (await DrainAsync()).ShouldBe(taken.Split(' '));
    }

    [Fact]
    public async Task A_key_in_work_comes_again_only_when_done_and_only_once()
    {
        _queue.Add("x");
        (await _queue.GetAsync(default)).ShouldBe("x");

        _queue.Add("x");
        _queue.Add("x");
        _queue.Count.ShouldBe(0);
        _queue.Done("x");

        (await DrainAsync()).ShouldBe(["x"]);
    }

    [Fact]
    public async Task A_key_added_low_and_high_while_in_work_comes_back_high()
    {
        _queue.Add("x");
        await _queue.GetAsync(default);
        _queue.Add("other", QueuePriority.Low);
        _queue.Add("x");
        _queue.Add("x", QueuePriority.Low);
        _queue.Done("x");

        (await DrainAsync()).ShouldBe(["x", "other"]);
    }

    [Fact]
    public async Task Low_keys_are_not_starved_by_a_flood_of_high_ones()
    {
        _queue.Add("low", QueuePriority.Low);
        foreach (var i in Enumerable.Range(0, 100)) _queue.Add($"high{i}");

        (await DrainAsync()).IndexOf("low").ShouldBe(16);
    }

    [Fact]
    public async Task A_delayed_key_comes_when_due_and_the_shortest_delay_counts()
    {
        _queue.AddAfter("x", TimeSpan.FromSeconds(5));
        _queue.AddAfter("x", TimeSpan.FromSeconds(2));
        _queue.AddAfter("x", TimeSpan.FromSeconds(9));

        _time.Advance(TimeSpan.FromSeconds(1.9));
        _queue.Count.ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        (await DrainAsync()).ShouldBe(["x"]);
        _time.Advance(TimeSpan.FromSeconds(20));
        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Work_on_a_key_replaces_its_delay()
    {
        _queue.AddAfter("x", TimeSpan.FromSeconds(5));
        _queue.Add("x");
        (await DrainAsync()).ShouldBe(["x"]);

        _time.Advance(TimeSpan.FromSeconds(60));

        _queue.Count.ShouldBe(0);
    }

    [Fact]
    public void Waits_after_failures_double_up_to_the_longest_and_start_anew_after_a_success()
    {
        var waits = Enumerable.Range(0, 9).Select(_ => _queue.AddRateLimited("x").TotalMilliseconds).ToList();
        waits.ShouldBe([100, 200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
        _queue.AddRateLimited("other").TotalMilliseconds.ShouldBe(100);

        _queue.Forget("x");
        _queue.AddRateLimited("x").TotalMilliseconds.ShouldBe(100);
    }

    [Fact]
    public async Task Many_superseded_delays_leave_one_key()
    {
        foreach (var i in Enumerable.Range(0, 1000)) _queue.AddAfter("x", TimeSpan.FromSeconds(2000 - i));

        _time.Advance(TimeSpan.FromSeconds(3000));

        (await DrainAsync()).ShouldBe(["x"]);
    }

    [Fact]
    public void A_queue_that_is_over_takes_nothing_more()
    {
        _queue.AddAfter("x", TimeSpan.FromSeconds(1));
        _queue.Dispose();
        _queue.Add("y");

        _time.Advance(TimeSpan.FromSeconds(5));

        _queue.Count.ShouldBe(0);
    }

    public void Dispose() => _queue.Dispose();

    private async Task<List<string>> DrainAsync()
    {
        var keys = new List<string>();
        while (_queue.Count > 0)
        {
            keys.Add(await _queue.GetAsync(default));
            _queue.Done(keys[^1]);
        }
        return keys;
    }
}
