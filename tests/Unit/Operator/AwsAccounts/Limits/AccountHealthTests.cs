using System.Net;
using Amazon.Runtime;
using Onair.Aws;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.AwsAccounts.Limits;

/// <summary>Whether AWS answers, and what happens to calls while it does not.</summary>
public sealed class AccountHealthTests
{
    private const string Service = "medialive";

    private readonly FakeTime _time = new();
    private readonly AccountHealth _health;

    public AccountHealthTests() => _health = new("p", _time);

    public static TheoryData<string, Exception, bool?> Errors => new()
    {
        { "not found", Answer(HttpStatusCode.NotFound, "NotFoundException"), true },
        { "bad request", Answer(HttpStatusCode.BadRequest, "BadRequestException"), true },
        { "throttled", Answer(HttpStatusCode.TooManyRequests, "TooManyRequestsException"), true },
        { "throttled by S3", Answer(HttpStatusCode.ServiceUnavailable, "SlowDown"), true },
        { "internal error", Answer(HttpStatusCode.InternalServerError, "InternalServerErrorException"), false },
        { "gateway", Answer(HttpStatusCode.GatewayTimeout, ""), false },
        { "no connection", new AmazonServiceException("broken", new HttpRequestException("refused")), false },
        { "refused", new HttpRequestException("refused"), false },
        { "timeout", new TaskCanceledException("timeout"), false },
        { "refused by the library", new AmazonServiceException("a parameter is missing"), null },
        { "before it was sent", new AmazonClientException("no credentials"), null },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public void An_error_may_be_an_answer(string what, Exception error, bool? isAnswer) => AccountHealth.IsAnswer(error).ShouldBe(isAnswer, what);

    [Fact]
    public async Task Silence_begins_with_the_first_call_that_is_not_answered_and_ends_with_an_answer()
    {
        await OkAsync();
        var answered = _time.GetUtcNow();
        _time.Advance(10);
        await UnansweredAsync();
        _time.Advance(10);
        await UnansweredAsync();

        (_health.LastAnswer, _health.SilentSince, _health.IsImpaired).ShouldBe((answered, answered.AddSeconds(10), true));

        await OkAsync();
        (_health.LastAnswer, _health.SilentSince, _health.IsImpaired).ShouldBe((_time.GetUtcNow(), null, false));
    }

    [Fact]
    public async Task Calls_fail_at_once_after_five_that_were_not_answered_and_nothing_is_sent()
    {
        for (var i = 0; i < 5; i++) await UnansweredAsync();

        var error = await Should.ThrowAsync<NotSentException>(OkAsync());

        error.Message.ShouldBe("medialive has not answered MediaProvider \"p\" since 2026-01-01T00:00:00Z; the call was not sent");
        Should.Throw<NotSentException>(() => _health.EnsureAnswering(Service));
        AwsErrorReader.Classify(error).Kind.ShouldBe(AwsErrorKind.Throttled);
        AwsFailure.IsPassing(error).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_service_of_the_account_is_called_meanwhile()
    {
        for (var i = 0; i < 5; i++) await UnansweredAsync();

        (await _health.CallAsync("s3", () => Task.FromResult(7), CancellationToken.None)).ShouldBe(7);
    }

    [Fact]
    public async Task An_answer_in_between_keeps_it_closed()
    {
        for (var i = 0; i < 9; i++) await (i == 4 ? (Task)OkAsync() : UnansweredAsync());

        await OkAsync();
    }

    [Fact]
    public async Task One_call_at_a_time_probes_and_the_breaks_grow()
    {
        for (var i = 0; i < 5; i++) await UnansweredAsync();
        _time.Advance(1);
        var lost = new TaskCompletionSource<int>();
        var probe = _health.CallAsync(Service, () => lost.Task, CancellationToken.None);

        await Should.ThrowAsync<NotSentException>(OkAsync());
        lost.SetException(new TimeoutException());
        await Should.ThrowAsync<TimeoutException>(probe);

        _time.Advance(1.5);
        await Should.ThrowAsync<NotSentException>(OkAsync());
        _time.Advance(0.5);
        await OkAsync();
        await OkAsync();
    }

    [Fact]
    public async Task A_probe_that_is_cancelled_lets_the_next_one_try()
    {
        for (var i = 0; i < 5; i++) await UnansweredAsync();
        _time.Advance(1);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(
            _health.CallAsync<int>(Service, () => throw new OperationCanceledException(), cancelled.Token));

        await OkAsync();
    }

    [Fact]
    public async Task A_stop_is_sent_whatever_became_of_the_calls_before()
    {
        for (var i = 0; i < 5; i++) await UnansweredAsync();

        using (CallPriorityScope.Use(CallPriority.Stop)) await OkAsync();

        await OkAsync();
    }

    [Fact]
    public void A_call_that_hangs_impairs_the_account_until_another_is_answered()
    {
        var circuit = _health.Of(Service);
        circuit.Enter(CallPriority.Normal);
        _time.Advance(3);
        _health.IsImpaired.ShouldBeFalse();
        _time.Advance(1);
        _health.IsImpaired.ShouldBeTrue();

        circuit.Leave(circuit.Enter(CallPriority.Normal)!, answered: true);

        _health.IsImpaired.ShouldBeFalse();
    }

    private static AmazonServiceException Answer(HttpStatusCode status, string code) => new("text") { StatusCode = status, ErrorCode = code };

    private Task<int> OkAsync() => _health.CallAsync(Service, () => Task.FromResult(0), CancellationToken.None);

    private Task<TimeoutException> UnansweredAsync() =>
        Should.ThrowAsync<TimeoutException>(_health.CallAsync<int>(Service, () => Task.FromException<int>(new TimeoutException()), CancellationToken.None));
}
