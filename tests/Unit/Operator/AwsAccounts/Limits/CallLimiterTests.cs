using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Tests.Unit.Operator.AwsAccounts.Limits;

/// <summary>A bucket of ten, and two more per second.</summary>
public sealed class CallLimiterTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly CallLimiter _limiter;

    public CallLimiterTests() => _limiter = new(2, 10, _time);

    public void Dispose() => _limiter.Dispose();

    [Theory]
    [InlineData(nameof(CallPriority.Background), 7)]
    [InlineData(nameof(CallPriority.Normal), 9)]
    [InlineData(nameof(CallPriority.User), 10)]
    [InlineData(nameof(CallPriority.Stop), 10)]
    public void The_last_tokens_are_kept_for_urgent_calls(string priority, int sent) =>
        Take(Enum.Parse<CallPriority>(priority), 20).Count(c => c.IsCompletedSuccessfully).ShouldBe(sent);

    [Fact]
    public void A_stop_does_not_wait_for_background_work()
    {
        Take(CallPriority.Background, 100);

        _limiter.AcquireAsync(CallPriority.Stop, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public async Task The_more_urgent_call_goes_first_and_equal_ones_in_order()
    {
        Take(CallPriority.Stop, 10);
        var waiting = new[] { CallPriority.Background, CallPriority.Normal, CallPriority.Normal, CallPriority.User, CallPriority.Stop }
            .Select(priority => _limiter.AcquireAsync(priority, CancellationToken.None)).ToList();

        // What is kept from the lower ones has to come in first.
        foreach (var (call, seconds) in new[] { (4, 0.5), (3, 0.5), (1, 1), (2, 0.5), (0, 1.25) })
        {
            waiting.Count(w => w.IsCompleted).ShouldBe(Array.IndexOf([4, 3, 1, 2, 0], call));
            _time.Advance(seconds);
            await waiting[call];
        }
    }

    [Fact]
    public async Task Background_work_goes_on_when_nothing_else_does()
    {
        var calls = Take(CallPriority.Background, 9);

        _time.Advance(1);

        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_takes_no_token()
    {
        Take(CallPriority.Stop, 10);
        using var cancel = new CancellationTokenSource();
        var cancelled = _limiter.AcquireAsync(CallPriority.Stop, cancel.Token);
        var next = _limiter.AcquireAsync(CallPriority.User, CancellationToken.None);

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        _time.Advance(0.5);

        await next;
    }

    [Fact]
    public void A_bucket_for_one_token_serves_all_priorities()
    {
        using var limiter = new CallLimiter(1, 1, _time);

        limiter.AcquireAsync(CallPriority.Background, CancellationToken.None).IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact]
    public void Counts_calls_of_the_last_minute()
    {
        Take(CallPriority.Stop, 6);
        _limiter.Used(TimeSpan.FromMinutes(1)).ShouldBe(0.1);
        _limiter.Used(TimeSpan.FromSeconds(2)).ShouldBe(3);

        _time.Advance(30);
        Take(CallPriority.Stop, 6);
        _limiter.Used(TimeSpan.FromMinutes(1)).ShouldBe(0.2);

        _time.Advance(30);
        _limiter.Used(TimeSpan.FromMinutes(1)).ShouldBe(0.1);
        _limiter.RequestsPerSecond.ShouldBe(2);
    }

    [Fact]
    public async Task The_ambient_priority_ends_with_its_scope()
    {
        CallPriorityScope.Current.ShouldBe(CallPriority.Normal);
        using (CallPriorityScope.Use(CallPriority.Stop))
        {
            await Task.Yield();
            CallPriorityScope.Current.ShouldBe(CallPriority.Stop);
            using (CallPriorityScope.Use(CallPriority.Background)) CallPriorityScope.Current.ShouldBe(CallPriority.Background);
            CallPriorityScope.Current.ShouldBe(CallPriority.Stop);
        }
        CallPriorityScope.Current.ShouldBe(CallPriority.Normal);
    }

    private List<Task> Take(CallPriority priority, int calls) =>
        [.. Enumerable.Range(0, calls).Select(_ => _limiter.AcquireAsync(priority, CancellationToken.None))];
}
