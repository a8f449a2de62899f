using Onair.Operator;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.LiveStreams.Accounts;

namespace Onair.Tests.Unit.Operator.LiveStreams.Accounts;

/// <summary>Two hours of an account with an event queue, with the real limiter and the real shares, on a clock of its own.</summary>
public sealed class AccountSimulationTests : IDisposable
{
    private const int CallsPerDriftCheck = 3;
    private static readonly OperatorOptions Options = new();
    private readonly FakeTime _time = new();
    private readonly CallLimiter _limiter;

    public AccountSimulationTests() => _limiter = new(5, 30, _time);

    public void Dispose() => _limiter.Dispose();

    [Theory]
    [InlineData(10, 1)]
    [InlineData(200, 20)]
    [InlineData(2000, 200)]
    public void At_rest_it_costs_less_than_a_request_a_second_and_no_stop_waits(int streams, int running)
    {
        var (shares, draws) = (AccountShares.Of(5, streams, running, hasEvents: true, Options), new Random(1));
        var rates = new List<double>();
        var drift = Due(streams, shares.DriftCheck, draws);
        // After a start all alerts are read at once.
        var alerts = Enumerable.Repeat(_time.GetUtcNow(), running).ToArray();
        for (var second = 0; second < 7200; second++)
        {
            if (second % Options.SweepSeconds == 0) Ask(CallPriority.Normal, (int)Math.Ceiling(streams / 1000.0));
            Ask(CallPriority.Background, Passed(alerts, shares.Alerts));
            Ask(CallPriority.Background, CallsPerDriftCheck * Passed(drift, shares.DriftCheck));
            // A look and the stop itself.
            if (second % 30 == 7)
                for (var call = 0; call < 2; call++) _limiter.AcquireAsync(CallPriority.Stop, CancellationToken.None).IsCompleted.ShouldBeTrue($"second {second}");
            _time.Advance(1);
            // The burst of the start is past after three minutes.
            if (second > 180 && second % 60 == 0) rates.Add(_limiter.Used(TimeSpan.FromMinutes(1)));
        }
        // The four calls a minute for stops are not rest.
        (rates.Average() - (4 / 60.0)).ShouldBeLessThan(1);
        rates.Max().ShouldBeLessThan(2);
    }

    private static DateTimeOffset[] Due(int count, TimeSpan period, Random draws) =>
        [.. Enumerable.Range(0, count).Select(_ => new FakeTime().GetUtcNow() + (period * draws.NextDouble()))];

    // How many are due, each of which is due again a period later, give or take a fifth.
    private int Passed(DateTimeOffset[] due, TimeSpan period)
    {
        var (now, passed) = (_time.GetUtcNow(), 0);
        for (var i = 0; i < due.Length; i++)
        {
            if (due[i] > now) continue;
            due[i] = now + (period * (0.8 + (0.4 * ((i * 37 % 100) / 100.0))));
            passed++;
        }
        return passed;
    }

    private void Ask(CallPriority priority, int calls)
    {
        for (var i = 0; i < calls; i++) _ = _limiter.AcquireAsync(priority, CancellationToken.None);
    }
}
