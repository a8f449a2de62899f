using Onair.Gateway.Access;

namespace Onair.Tests.Unit.Gateway.Access;

public sealed class BoundedCacheTests
{
    private readonly FakeTime _time = new();
    private int _asked;

    [Fact]
    public async Task An_answer_is_used_for_its_lifetime()
    {
        var cache = Cache();

        (await AskAsync(cache, "a"), await AskAsync(cache, "a")).ShouldBe((1, 1));
        _time.Advance(9.9);
        (await AskAsync(cache, "a")).ShouldBe(1);
        _time.Advance(0.1);
        (await AskAsync(cache, "a")).ShouldBe(2);
    }

    [Fact]
    public async Task Equal_questions_at_one_time_are_asked_once()
    {
        var cache = Cache();
        var answer = new TaskCompletionSource<int>();
        var both = new[] { 1, 2 }.Select(_ => cache.GetAsync("a", () =>
        {
            _asked++;
            return answer.Task;
        }, CancellationToken.None)).ToList();

        answer.SetResult(7);

        (await Task.WhenAll(both)).ShouldBe([7, 7]);
        _asked.ShouldBe(1);
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        var cache = Cache();
        await Should.ThrowAsync<TimeoutException>(() => cache.GetAsync("a", () => Task.FromException<int>(new TimeoutException()), CancellationToken.None));

        (await AskAsync(cache, "a")).ShouldBe(1);
    }

    [Fact]
    public async Task One_caller_who_leaves_does_not_end_the_question_of_another()
    {
        var cache = Cache();
        var answer = new TaskCompletionSource<int>();
        using var leaves = new CancellationTokenSource();
        var left = cache.GetAsync("a", () => answer.Task, leaves.Token);
        var stays = cache.GetAsync("a", () => answer.Task, CancellationToken.None);

        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        answer.SetResult(7);

        (await stays).ShouldBe(7);
    }

    [Fact]
    public async Task Many_questions_do_not_fill_the_memory()
    {
        var cache = Cache(most: 3);
        for (var i = 0; i < 100; i++) await AskAsync(cache, $"{i}");

        (await AskAsync(cache, "99")).ShouldBe(100);
        (await AskAsync(cache, "0")).ShouldBe(101);
    }

    [Fact]
    public async Task Without_a_lifetime_every_question_is_asked()
    {
        BoundedCache<string, int> cache = new(TimeSpan.Zero, 10, _time);

        (await AskAsync(cache, "a"), await AskAsync(cache, "a")).ShouldBe((1, 2));
    }

    private BoundedCache<string, int> Cache(int most = 10) => new(TimeSpan.FromSeconds(10), most, _time);

    private Task<int> AskAsync(BoundedCache<string, int> cache, string key) => cache.GetAsync(key, () => Task.FromResult(++_asked), CancellationToken.None);
}
