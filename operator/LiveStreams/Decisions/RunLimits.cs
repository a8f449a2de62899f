using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Whether a running channel has reached a limit of its cost guard.</summary>
internal static class RunLimits
{
    /// <summary>The hold that ends the session; null while it may go on.</summary>
    public static HoldStatus? Reached(LiveStreamView view, SessionStatus session)
    {
        if (view.Spec.CostGuard is not { } guard || session.RunningAt is not { } recorded) return null;
        // Whoever may write a status could record a later time, and pay for a channel that nothing ends.
        var running = view.RunningSince < recorded ? view.RunningSince.Value : recorded;
        if (Duration.Parse(guard.MaxRunDuration) is { } longest && view.Now - running >= longest)
            return Hold(view, session, "MaxRunDuration", $"The channel ran for costGuard.maxRunDuration, {guard.MaxRunDuration}");
        if (view is { Receiving: false, SilentSince: { } silent } && Duration.Parse(guard.NoInputTimeout) is { } patience && view.Now - Later(silent, running) >= patience)
            return Hold(view, session, "NoInputTimeout", $"No video arrived for costGuard.noInputTimeout, {guard.NoInputTimeout}");
        return null;
    }

    // The silence of an earlier run does not count.
    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

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
