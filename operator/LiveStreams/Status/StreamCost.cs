using Amazon.MediaLive;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Status;

/// <summary>What the sessions have cost. A pure function; while a channel runs it changes every quarter of an hour.</summary>
internal static class StreamCost
{
    // MediaLive's price list: a start bills at least ten minutes.
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>The price of an hour on air; null without a price table.</summary>
    public static double? PerHour(LiveStreamSpec spec, PriceTable prices)
    {
        if (prices.Currency.Length == 0) return null;
        var table = spec.Input.Redundancy == InputRedundancy.Standard ? prices.Standard : prices.SinglePipeline;
        var heights = spec.Encoder.Renditions.Select(r => r.Height).ToList();
        return table.Input.Of(heights.Max()) + heights.Sum(table.Output.Of) + table.Output.Of(heights[0]);
    }

    /// <summary>
    /// The price of an hour of a channel that only a list is known of: the input, one rendition and the recording of it. Null without a price.
    /// </summary>
    /// <param name="channelClass">The channel's class.</param>
    /// <param name="resolution">The resolution of its largest rendition.</param>
    /// <param name="prices">The price table.</param>
    public static double? LeastPerHour(ChannelClass? channelClass, InputResolution? resolution, PriceTable prices)
    {
        var table = channelClass == ChannelClass.STANDARD ? prices.Standard : prices.SinglePipeline;
        var price = Of(table.Input) + (2 * Of(table.Output));
        return prices.Currency.Length > 0 && price > 0 ? price : null;

        double Of(ResolutionPrices by) => resolution == InputResolution.UHD ? by.Uhd : resolution == InputResolution.HD ? by.Hd : by.Sd;
    }

    /// <summary>The status with the current session's cost so far.</summary>
    public static LiveStreamStatus Now(LiveStreamStatus status, LiveStreamSpec spec, PriceTable prices, DateTimeOffset now)
    {
        var session = status.CurrentSession;
        if (session?.RunningAt is not { } running) return status.Cost is null ? status : With(status, status.Cost, TimeSpan.Zero, spec, prices);
        var steps = Math.Floor((now - running) / Step);
        return With(status, status.Cost ?? new(), steps * Step, spec, prices);
    }

    /// <summary>The status with the cost of a session that ends now; to be written together with its end.</summary>
    public static LiveStreamStatus Ended(
        LiveStreamStatus status, SessionStatus session, LiveStreamSpec spec, PriceTable prices, DateTimeOffset now)
    {
        if (session.RunningAt is not { } running) return status;
        var (former, billed) = (status.Cost ?? new(), TimeSpan.FromSeconds(Math.Max((now - running).TotalSeconds, Least.TotalSeconds)));
        var ended = former with
        {
            EndedSeconds = former.EndedSeconds + Math.Round(billed.TotalSeconds),
            EndedPrice = Math.Round(former.EndedPrice + ((PerHour(spec, prices) ?? 0) * billed.TotalHours), 4),
        };
        return With(status, ended, TimeSpan.Zero, spec, prices);
    }

    private static LiveStreamStatus With(
        LiveStreamStatus status, CostStatus cost, TimeSpan current, LiveStreamSpec spec, PriceTable prices)
    {
        var perHour = PerHour(spec, prices);
        return status with
        {
            Cost = cost with
            {
                RunningHours = Math.Round((cost.EndedSeconds + current.TotalSeconds) / 3600, 2),
                Estimate = perHour is { } price ? Math.Round(cost.EndedPrice + (price * current.TotalHours), 2) : null,
                Currency = perHour is null ? null : prices.Currency,
                PricesOf = perHour is null || prices.Date.Length == 0 ? null : prices.Date,
            },
        };
    }
}
