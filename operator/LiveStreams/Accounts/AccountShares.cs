namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>
/// How often the streams of one account can be looked at without using up its rate of calls to MediaLive, which is 5 a second for the
/// whole account and cannot be raised ("Quotas in MediaLive"). A pure function of what there is to look at. What the sweep and these shares
/// leave over belongs to people's edits, to starts and to stops.
/// </summary>
/// <param name="DriftCheck">How often each stream's resources are compared with its spec.</param>
/// <param name="Alerts">How often the alerts of each running channel are read.</param>
internal sealed record AccountShares(TimeSpan DriftCheck, TimeSpan Alerts)
{
    /// <summary>Calls to MediaLive of one comparison: the security group, the input and the channel.</summary>
    private const int CallsPerDriftCheck = 3;

    private const double DriftShare = 0.04;

    // Without events the alerts are all that tells of a lost input; with them reading alerts is the safety net.
    private const double AlertShare = 0.5;
    private const double SafetyNetShare = 0.03;

    /// <summary>The shares of an account.</summary>
    /// <param name="rate">Calls to MediaLive per second that the account allows.</param>
    /// <param name="streams">Streams with resources in the account.</param>
    /// <param name="running">Those of them whose channel runs.</param>
    /// <param name="hasEvents">Whether EventBridge tells of alerts and of other people's changes.</param>
    /// <param name="options">The shortest intervals.</param>
    public static AccountShares Of(double rate, int streams, int running, bool hasEvents, OperatorOptions options) => new(
        AtLeast(options.DriftCheckSeconds, streams * CallsPerDriftCheck / (rate * DriftShare)),
        AtLeast(hasEvents ? Math.Max(options.RunningPollSeconds, 60) : options.RunningPollSeconds, running / (rate * (hasEvents ? SafetyNetShare : AlertShare))));

    private static TimeSpan AtLeast(double least, double seconds) => TimeSpan.FromSeconds(Math.Max(least, seconds));
}
