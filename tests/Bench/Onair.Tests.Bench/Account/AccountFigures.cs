namespace Onair.Tests.Bench.Account;

/// <summary>What was measured of one account.</summary>
/// <param name="Streams">All streams.</param>
/// <param name="Running">Those whose channel runs.</param>
/// <param name="Polled">At rest, without an event queue.</param>
/// <param name="Told">At rest, with one.</param>
/// <param name="Losses">How long until a lost input was known, with a queue.</param>
/// <param name="Stops">How long until a stop was sent, with a queue.</param>
internal sealed record AccountFigures(
    int Streams, int Running, AccountRest Polled, AccountRest Told, IReadOnlyList<TimeSpan> Losses, IReadOnlyList<TimeSpan> Stops)
{
    /// <summary>
    /// What a poll of each stream would ask of MediaLive in a minute: of each one whether its channel is as it was, every two minutes, and of each
    /// running one the channel and its alerts every ten seconds.
    /// </summary>
    public double PollOfEach => ((Streams - Running) / 2.0) + (Running * 2 * 6.0);

    /// <summary>Requests to MediaLive that the operator plans for a minute, with a queue.</summary>
    public double ToldPlanned => Told.Planned(Streams, Running);
}

/// <summary>A minute in which nobody changed anything.</summary>
/// <param name="Calls">Requests a minute by operation, e.g. <c>medialive:ListChannels</c>.</param>
/// <param name="Changes">Those that change something; there should be none.</param>
/// <param name="Alerts">How often the operator plans to read each running channel's alerts.</param>
/// <param name="DriftCheck">How often it plans to compare each stream with its spec.</param>
internal sealed record AccountRest(IReadOnlyDictionary<string, double> Calls, IReadOnlyList<string> Changes, TimeSpan? Alerts, TimeSpan? DriftCheck)
{
    private const double ChannelsOfAPage = 1000;
    private const double CallsOfAComparison = 3;

    public double Of(params string[] services) => Calls.Where(c => services.Contains(c.Key.Split(':')[0])).Sum(c => c.Value);

    public double All => Calls.Values.Sum();

    /// <summary>Requests to MediaLive that the operator plans for a minute: sweeps, comparisons and alerts. A single minute has more or fewer.</summary>
    public double Planned(int streams, int running) =>
        (6 * Math.Ceiling(streams / ChannelsOfAPage))
        + (DriftCheck is { } drift ? streams * CallsOfAComparison / drift.TotalMinutes : double.NaN)
        + (Alerts is { } alerts ? running / alerts.TotalMinutes : double.NaN);
}
