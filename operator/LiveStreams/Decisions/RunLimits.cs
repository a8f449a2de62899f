using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Whether a running channel has reached a limit of its cost guard.</summary>
internal static class RunLimits
{
    /// <summary>The hold that ends the session; null while it may go on.</summary>
    public static HoldStatus? Reached(LiveStreamView view, SessionStatus session)
    {
        if (view.Spec.CostGuard is not { } guard || session.RunningAt is not { } running) return null;
        if (Duration.Parse(guard.MaxRunDuration) is { } longest && view.Now - running >= longest)
            return Hold(view, session, "MaxRunDuration", $"The channel ran for costGuard.maxRunDuration, {guard.MaxRunDuration}");
        if (view.Receiving == false && Duration.Parse(guard.NoInputTimeout) is { } patience && view.Now - SilentSince(view, running) >= patience)
            return Hold(view, session, "NoInputTimeout", $"No video arrived for costGuard.noInputTimeout, {guard.NoInputTimeout}");
        return null;
    }

    // The condition is written when the silence is first seen; what was said of an earlier run does not count, nor does a time in which
    // nobody watched: video may have come and gone.
    private static DateTimeOffset SilentSince(LiveStreamView view, DateTimeOffset running)
    {
        var receiving = view.Status.Conditions.FirstOrDefault(c => c.Type == LiveStreamConditions.Receiving);
        if (receiving?.Status != ConditionStatus.False || view.WatchedSince is not { } watched) return view.Now;
        return new[] { receiving.LastTransitionTime, running, watched }.Max();
    }

    private static HoldStatus Hold(LiveStreamView view, SessionStatus session, string reason, string what) => new()
    {
        Reason = reason,
        Message = $"{what}. The channel stays stopped until you resume session {session.Id}: "
            + $"kubectl annotate livestream --namespace {view.Namespace} {view.Name} {Annotations.Resume}={session.Id} --overwrite. "
            + "You can also set spec.state to Stopped, then Running.",
        SessionId = session.Id,
        Since = view.Now,
    };
}
