using Amazon.MediaLive;
using Onair.Api.LiveStreams;
using Onair.Operator;
using Onair.Operator.LiveStreams.Desired;
using Onair.Operator.LiveStreams.Status;

namespace Onair.Tests.Unit.Operator.LiveStreams.Status;

/// <summary>What is told of the cost. Prices are invented; 720p is HD, 360p is SD.</summary>
public sealed class CostTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly PriceTable Prices = new()
    {
        Currency = "EUR",
        Date = "2026-01-01",
        SinglePipeline = new() { Input = new() { Sd = 1, Hd = 2, Uhd = 4 }, Output = new() { Sd = 10, Hd = 20, Uhd = 40 } },
        Standard = new() { Input = new() { Hd = 3 }, Output = new() { Sd = 15, Hd = 30 } },
    };

    private static readonly LiveStreamStatus OnAir = new()
    {
        CurrentSessionId = "s",
        Sessions = [new() { Id = "s", StartedAt = Noon, RunningAt = Noon }],
    };

    [Theory]
    [InlineData(InputRedundancy.Single, 2 + 20 + 10 + 20)] // input, two renditions, the recording of the first
    [InlineData(InputRedundancy.Standard, 3 + 30 + 15 + 30)]
    public void An_hour_costs_its_input_and_each_of_its_outputs(InputRedundancy redundancy, double price) =>
        StreamCost.PerHour(new() { Input = new() { Redundancy = redundancy } }, Prices).ShouldBe(price);

    [Theory]
    [InlineData(InputRedundancy.Single)]
    [InlineData(InputRedundancy.Standard)]
    public void The_price_of_a_listed_channel_is_that_of_one_rendition(InputRedundancy redundancy)
    {
        var spec = new LiveStreamSpec { Input = new() { Redundancy = redundancy }, Encoder = new() { Renditions = [new() { Width = 1280, Height = 720, Bitrate = 1 }] } };

        StreamCost.LeastPerHour(ChannelSettings.Class(spec), ChannelSettings.InputSpecification(spec).Resolution, Prices).ShouldBe(StreamCost.PerHour(spec, Prices));
    }

    [Fact]
    public void A_listed_channel_without_a_price_has_no_cost()
    {
        StreamCost.LeastPerHour(ChannelClass.STANDARD, InputResolution.UHD, Prices).ShouldBeNull();
        StreamCost.LeastPerHour(ChannelClass.STANDARD, InputResolution.HD, new()).ShouldBeNull();
        StreamCost.LeastPerHour(null, null, Prices).ShouldBe(1 + (2 * 10));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(14, 0, 0)]
    [InlineData(15, 0.25, 13)]
    [InlineData(29, 0.25, 13)]
    [InlineData(60, 1, 52)]
    public void A_running_channel_is_counted_in_quarters_of_an_hour(int minutes, double hours, double price)
    {
        var cost = StreamCost.Now(OnAir, new(), Prices, Noon.AddMinutes(minutes)).Cost!;

        (cost.RunningHours, cost.Estimate, cost.Currency, cost.PricesOf).ShouldBe((hours, price, "EUR", "2026-01-01"));
    }

    [Fact]
    public void Prices_without_a_date_leave_the_date_out()
    {
        PriceTable undated = new() { Currency = "EUR", SinglePipeline = Prices.SinglePipeline };

        var cost = StreamCost.Now(OnAir, new(), undated, Noon.AddHours(1)).Cost!;

        (cost.Estimate, cost.PricesOf).ShouldBe((52, null));
    }

    [Theory]
    [InlineData(90, 1.5, 78)]
    [InlineData(1, 0.17, 8.67)] // a start bills ten minutes
    public void An_ended_session_is_counted_exactly_and_once(int minutes, double hours, double price)
    {
        var end = Noon.AddMinutes(minutes);
        var ended = StreamCost.Ended(OnAir, OnAir.Sessions[0], new(), Prices, end) with { CurrentSessionId = null };

        var cost = StreamCost.Now(ended, new(), Prices, end.AddDays(1)).Cost!;

        (cost.RunningHours, cost.Estimate).ShouldBe((hours, price));
    }

    [Fact]
    public void Sessions_add_up()
    {
        var ended = StreamCost.Ended(OnAir, OnAir.Sessions[0], new(), Prices, Noon.AddHours(1));
        var again = ended with { CurrentSessionId = "t", Sessions = [new() { Id = "t", RunningAt = Noon.AddHours(5) }] };

        StreamCost.Now(again, new(), Prices, Noon.AddHours(7)).Cost!.RunningHours.ShouldBe(3);
    }

    [Fact]
    public void Without_prices_only_hours_are_told()
    {
        var cost = StreamCost.Now(OnAir, new(), new(), Noon.AddHours(1)).Cost!;

        (cost.RunningHours, cost.Estimate, cost.Currency).ShouldBe((1, null, null));
    }

    [Fact]
    public void A_stream_that_never_ran_has_no_cost() => StreamCost.Now(new(), new(), Prices, Noon).Cost.ShouldBeNull();
}
