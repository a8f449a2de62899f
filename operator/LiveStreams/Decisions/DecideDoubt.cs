using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Whether what was last seen of a stream still counts while AWS does not answer. A stop that is due does not wait. A pure function.</summary>
internal static class DecideDoubt
{
    /// <summary>The doubt; null while what was last seen counts.</summary>
    /// <param name="view">What is known of the stream.</param>
    /// <param name="silentSince">Since when AWS has not answered; null when it does.</param>
    public static Unsure? Of(LiveStreamView view, DateTimeOffset? silentSince) =>
        DecideSilence.Of(view, silentSince, StopIsDue(view) ? ", and the channel is to be stopped. It is stopped as soon as AWS answers." : null);

    // By the spec, the schedule or a limit.
    private static bool StopIsDue(LiveStreamView view) => view.CurrentSession is { } session
        && (!DesiredRun.Of(view).Runs || RunLimits.Reached(view, session) is not null);
}
