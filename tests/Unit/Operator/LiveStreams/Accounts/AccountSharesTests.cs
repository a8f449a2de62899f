using Onair.Operator;
using Onair.Operator.LiveStreams.Accounts;

namespace Onair.Tests.Unit.Operator.LiveStreams.Accounts;

/// <summary>How the rate of an account is shared out.</summary>
public sealed class AccountSharesTests
{
    // The price of one sweep of all channels and the calls per second that it leaves, at MediaLive's 5 requests a second.
    [Theory]
    [InlineData(10, 1, true)]
    [InlineData(200, 20, true)]
    [InlineData(2000, 200, true)]
    public void An_account_at_rest_costs_less_than_a_request_a_second(int streams, int running, bool hasEvents)
    {
        var options = new OperatorOptions();

        var shares = AccountShares.Of(5, streams, running, hasEvents, options);

        var sweep = Math.Ceiling(streams / 1000.0) / options.SweepSeconds;
        (sweep + (streams * 3 / shares.DriftCheck.TotalSeconds) + (running / shares.Alerts.TotalSeconds)).ShouldBeLessThan(1);
    }

    [Theory]
    [InlineData(true, 1300, 1300)]
    [InlineData(false, 1300, 60)] // the event of its end may be lost, and a limit stops the show
    [InlineData(false, 10, 10)]
    public void Silence_is_asked_about_again_within_a_minute(bool receives, int interval, int expected) =>
        ChannelInput.Holds(receives, TimeSpan.FromSeconds(interval)).ShouldBe(TimeSpan.FromSeconds(expected));

    [Theory]
    [InlineData(10, 2, "00:15:00", "00:00:10")]
    [InlineData(200, 200, "00:50:00", "00:01:20")]
    [InlineData(2000, 200, "08:20:00", "00:01:20")]
    public void The_intervals_grow_with_the_number_of_streams(int streams, int running, string drift, string alerts)
    {
        var shares = AccountShares.Of(5, streams, running, hasEvents: false, new());

        (shares.DriftCheck.ToString(), shares.Alerts.ToString()).ShouldBe((drift, alerts));
    }
}
