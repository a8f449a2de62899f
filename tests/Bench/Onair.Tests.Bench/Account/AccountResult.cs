using System.Globalization;
using Onair.Api.Common;

namespace Onair.Tests.Bench.Account;

/// <summary>The page.</summary>
/// <param name="figures">One of each size.</param>
/// <param name="load">The load average at the end.</param>
internal sealed class AccountResult(IReadOnlyList<AccountFigures> figures, string load)
{
    private const double MostPerMinute = 60;
    private const double SlowestStop = 2;
    private const double SlowestLoss = 15;

    public string Page() => string.Create(CultureInfo.InvariantCulture, $"""
        # One AWS account

        Streams of one account, a tenth of which run, under MediaLive's limit of 5 requests a second, burst 30: the operator with its default
        settings, a real API server, and the emulator with AWS's delays, without media. {Environment.ProcessorCount} cores, load average at the end {load}; above
        the number of cores, other work ran beside. At rest is a minute in which nobody changes anything, once the alerts of every running
        channel were read. Requests are counted between the operator and AWS. Written by `Onair.Tests.Bench account` from one run.

        {Row("", f => $"{f.Streams:n0} streams")}
        |---|{string.Concat(figures.Select(_ => "---|"))}
        {Row("channels that run", f => $"{f.Running:n0}")}
        {Row("**requests a minute at rest, without an event queue**", _ => "")}
        {Rest(f => f.Polled)}
        {Row("**requests a minute at rest, with an event queue**", _ => "")}
        {Rest(f => f.Told)}
        {Row("SQS, long polls included", f => $"{f.Told.Of("sqs"):f0}")}
        {Row("**a user's edit** → StopChannel at AWS, each (goal: under 2 s)", f => Seconds(f.Stops))}
        {Row("**a lost input** → condition Receiving is False, each (goal: under 15 s)", f => Seconds(f.Losses))}
        {Row("**a poll of each stream**: MediaLive requests a minute, computed", f => $"{f.PollOfEach:n0}")}
        {Row("MediaLive with a queue, as its intervals add up, as a share of that", f => string.Create(CultureInfo.InvariantCulture, $"{100 * f.ToldPlanned / f.PollOfEach:f1} %"))}

        The account's limit is 300 requests a minute. A single minute has more or fewer than the intervals add up to: a start reads the alerts of all
        channels one after the other, and their next turn comes together too. Without a queue, reading alerts is all that tells of a lost input, and may
        use half of the limit. The poll of each stream, which Onair no longer does, describes each channel every 120 s, and for a running one reads
        channel and alerts every 10 s.

        A lost input is measured from the moment that the emulator's pipelines no longer receive, which it notices within a second. How long
        MediaLive takes to notice it, and EventBridge to tell, comes on top.

        {Operations()}
        """);

    public IReadOnlyList<string> Missed() =>
    [
        .. figures.SelectMany(f => new[] { ("without a queue", f.Polled), ("with a queue", f.Told) }.SelectMany(r => Missed(f, r.Item1, r.Item2))),
        .. figures.Where(f => f.Stops.Any(s => s.TotalSeconds > SlowestStop)).Select(f => $"{f.Streams} streams: a stop took {Seconds(f.Stops)}"),
        .. figures.Where(f => f.Losses.Any(s => s.TotalSeconds > SlowestLoss)).Select(f => $"{f.Streams} streams: a lost input was known after {Seconds(f.Losses)}"),
    ];

    private static IEnumerable<string> Missed(AccountFigures figures, string how, AccountRest rest)
    {
        // Without events, reading alerts is what tells of a lost input: up to half of the limit is meant for it.
        var most = Math.Max(rest.Of("medialive"), rest.Planned(figures.Streams, figures.Running));
        if (figures.Told == rest && !(most < MostPerMinute))
            yield return string.Create(CultureInfo.InvariantCulture, $"{figures.Streams} streams {how}: {most:f0} MediaLive requests a minute at rest");
        if (rest.Changes.Count > 0) yield return $"{figures.Streams} streams {how}: something was changed at rest: {string.Join(", ", rest.Changes.Take(5))}";
    }

    private string Rest(Func<AccountFigures, AccountRest> rest) => string.Join('\n',
        Row("MediaLive" + (ReferenceEquals(rest(figures[0]), figures[0].Told) ? " (goal: under 60)" : ""), f => string.Create(CultureInfo.InvariantCulture, $"{rest(f).Of("medialive"):f0}")),
        Row("MediaLive, as the sweeps every 10 s and the intervals below add up", f => string.Create(CultureInfo.InvariantCulture, $"{rest(f).Planned(f.Streams, f.Running):f0}")),
        Row("MediaPackage, S3, STS, CloudWatch", f => string.Create(CultureInfo.InvariantCulture, $"{rest(f).Of("mediapackage", "s3", "sts", "monitoring"):f0}")),
        Row("alerts of a running channel are read every", f => rest(f).Alerts is { } alerts ? Duration.Format(alerts) : "?"),
        Row("a stream is compared with its spec every", f => rest(f).DriftCheck is { } drift ? Duration.Format(drift) : "?"));

    private string Operations()
    {
        var last = figures[^1];
        return string.Create(CultureInfo.InvariantCulture, $"What {last.Streams:n0} streams with a queue asked of AWS in a minute at rest: ")
            + string.Join(", ", last.Told.Calls.OrderByDescending(c => c.Value).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value:f0}"))) + ".\n";
    }

    private string Row(string title, Func<AccountFigures, string> cell) => $"| {title} | {string.Join(" | ", figures.Select(cell))} |";

    private static string Seconds(IEnumerable<TimeSpan> times) =>
        string.Join(", ", times.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:f1} s")));
}
