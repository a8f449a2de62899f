using NSubstitute;
using Onair.Events.Delivery;

namespace Onair.Tests.Unit.Events.Delivery;

public sealed class AttemptsTests
{
    private static readonly SendResult Down = new(SendResultKind.Failed, "ServerError", "down") { Outage = true };
    private static readonly SendResult Refused = new(SendResultKind.Failed, "ClientError", "refused") { Answered = true };

    private static readonly SendResult Broken = Down with { Answered = true, ConcernsEvent = true, Code = 500 };

    private readonly IDeliveryHost _host = Substitute.For<IDeliveryHost>();
    private readonly FakeTime _time = new();
    private readonly DeliveryOptions _options = new() { BreakerFailures = 1000 };
    private readonly List<DateTimeOffset> _at = [];

    [Fact]
    public async Task Pauses_grow_and_have_a_bound()
    {
        (await RunAsync(12, _ => Refused)).ShouldBe(Refused);

        _at.Count.ShouldBe(13);
        var pauses = _at.Zip(_at.Skip(1), (a, b) => b - a).ToList();
        // Jitter makes each of them other than the schedule, none longer than the bound.
        pauses.ShouldAllBe(p => p <= TimeSpan.FromSeconds(660));
        pauses.Take(4).Sum(p => p.TotalSeconds).ShouldBeLessThan(pauses.Skip(8).Sum(p => p.TotalSeconds));
    }

    [Theory]
    [InlineData(0, 2.5, 7.5)]
    [InlineData(1, 5, 15)]
    [InlineData(3, 20, 60)]
    [InlineData(7, 320, 600)]
    [InlineData(5000, 600, 600)]
    public void Delays_double_with_jitter_up_to_a_limit(int retry, double least, double most)
    {
        Attempts.Delay(new() { FirstRetrySeconds = 5, LongestRetrySeconds = 600 }, retry).TotalSeconds.ShouldBeInRange(least, most);
    }

    [Fact]
    public async Task A_receiver_that_asks_for_a_pause_gets_it()
    {
        await RunAsync(1, attempt => attempt == 1 ? Down with { RetryAfter = TimeSpan.FromSeconds(1800) } : SendResult.Taken);

        (_at[1] - _at[0]).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1800));
    }

    [Fact]
    public async Task Does_not_retry_after_410_Gone_or_success()
    {
        await RunAsync(12, _ => new(SendResultKind.Gone, "Gone", "gone"));
        await RunAsync(12, _ => SendResult.Taken);

        _at.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Without_retries_there_is_one_attempt()
    {
        (await RunAsync(0, _ => Down)).ShouldBe(Down);
        _at.Count.ShouldBe(1);
    }

    [Fact]
    public async Task When_the_circuit_closes_what_waits_for_the_outage_to_end_goes_at_once()
    {
        _options.BreakerFailures = 1;
        (_options.FirstRetrySeconds, _options.LongestRetrySeconds) = (3600, 3600);
        var circuit = new Circuit(_options, _time);
        using var attempts = new Attempts(isPatient: false, _options, circuit, _host, _time);
        var attempt = 0;
        var sent = attempts.UntilAcceptedAsync(_ => Task.FromResult(++attempt == 1 ? Down : SendResult.Taken), 1, CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(10));
        sent.IsCompleted.ShouldBeFalse();

        (await circuit.EnterAsync(CancellationToken.None)).ShouldBeTrue();
        circuit.Leave(probe: true, works: true);

        (await sent).ShouldBe(SendResult.Taken);
        attempt.ShouldBe(2);
    }

    [Fact]
    public async Task An_open_circuit_costs_no_attempt()
    {
        _options.BreakerFailures = 1;
        var circuit = new Circuit(_options, _time);
        circuit.Leave(await circuit.EnterAsync(CancellationToken.None), works: false);
        using var attempts = new Attempts(isPatient: false, _options, circuit, _host, _time);
        var attempt = 0;

        var sent = attempts.UntilAcceptedAsync(_ => Task.FromResult(++attempt == 1 ? Down : SendResult.Taken), 1, CancellationToken.None);
        attempt.ShouldBe(0);
        (await EndAsync(sent)).ShouldBe(SendResult.Taken);
        attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_patient_sender_waits_for_a_receiver_that_is_away_and_counts_refusals_of_the_event_alone()
    {
        var refused = Down with { Answered = true, ConcernsEvent = true };

        (await RunAsync(1, attempt => attempt <= 20 ? Down : SendResult.Taken, isPatient: true)).ShouldBe(SendResult.Taken);
        _at.Count.ShouldBe(21);
        _at.Clear();
        (await RunAsync(1, attempt => attempt is 3 or 6 ? refused : Down, isPatient: true)).ShouldBe(refused);
        _at.Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_patient_sender_outlasts_server_errors_of_a_receiver_that_restarts()
    {
        (await RunAsync(1, attempt => attempt <= 8 ? Broken : SendResult.Taken, isPatient: true)).ShouldBe(SendResult.Taken);
        _at.Count.ShouldBe(9);
    }

    [Fact]
    public async Task A_patient_sender_counts_server_errors_once_the_receiver_accepts_other_events()
    {
        using var attempts = new Attempts(isPatient: true, _options, new(_options, _time), _host, _time);
        var attempt = 0;

        var result = await Task.Run(() => EndAsync(attempts.UntilAcceptedAsync(
            async token =>
            {
                if (++attempt == 5) await attempts.UntilAcceptedAsync(_ => Task.FromResult(SendResult.Taken), 0, token);
                return Broken;
            },
            2,
            CancellationToken.None)));

        (result, attempt).ShouldBe((Broken, 7));
    }

    [Fact]
    public async Task A_patient_sender_does_not_wait_forever_behind_an_event_that_breaks_the_receiver()
    {
        (_options.FirstRetrySeconds, _options.LongestRetrySeconds) = (1, 60);

        (await RunAsync(3, _ => Broken, isPatient: true)).ShouldBe(Broken);

        (_at[^1] - _at[0]).ShouldBeInRange(Attempts.LongestRestart, TimeSpan.FromMinutes(20));
    }

    private async Task<SendResult> RunAsync(int retries, Func<int, SendResult> answer, bool isPatient = false)
    {
        using var attempts = new Attempts(isPatient, _options, new(_options, _time), _host, _time);
        // Without xUnit's synchronization context an attempt follows its timer at once, and the clock does not run ahead of it.
        return await Task.Run(() => EndAsync(attempts.UntilAcceptedAsync(
            _ =>
            {
                _at.Add(_time.GetUtcNow());
                return Task.FromResult(answer(_at.Count));
            },
            retries,
            CancellationToken.None)));
    }

    private async Task<SendResult> EndAsync(Task<SendResult> sent)
    {
        while (!sent.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(0);
            await Task.Yield();
        }
        return await sent;
    }
}
