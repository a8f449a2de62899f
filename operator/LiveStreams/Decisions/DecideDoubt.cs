using System.Globalization;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Whether what was last seen of a stream still counts while AWS does not answer. A pure function.</summary>
internal static class DecideDoubt
{
    /// <summary>How long the last answer counts for a stream that is left as it is.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The doubt; null while what was last seen counts.</summary>
    /// <param name="view">What is known of the stream.</param>
    /// <param name="silentSince">Since when AWS has not answered; null when it does.</param>
    public static Unsure? Of(LiveStreamView view, DateTimeOffset? silentSince)
    {
        if (silentSince is not { } since || view.Deleting) return null;
        var due = StopIsDue(view);
        if (!due && view.Now - since < Patience) return null;
        var time = since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return new("NoAnswer", due
            ? $"AWS has not answered since {time}, and the channel is to be stopped. It is stopped as soon as AWS answers."
            : $"AWS has not answered since {time}. The channel may have changed since.");
    }

    // By the spec, the schedule or a limit.
    private static bool StopIsDue(LiveStreamView view) => view.CurrentSession is { } session
        && (!DesiredRun.Of(view).Runs || RunLimits.Reached(view, session) is not null);
}
