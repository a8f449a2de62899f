using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Starts and stops the channel, and keeps one session for each run.</summary>
internal static class DecideRun
{
    // A channel costs money; a push that does not end does not keep it.
    private static readonly TimeSpan PushEnd = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The stop of a channel that is not to run, or that has reached a limit. It comes before all else: what is wrong with another
    /// resource must not keep a channel on air.
    /// </summary>
    public static ReconcileStep? StopFirst(LiveStreamView view)
    {
        if (view.RecordedId(ResourceKind.Channel) is null || view.CurrentSession is not { } session) return null;
        var desired = DesiredRun.Of(view);
        if (desired.Runs && (view.Spec.CostGuard is null || session.RunningAt is null)) return null;
        return view.Found(ResourceKind.Channel) switch
        {
            null => new LiveStreamStep.Look(ResourceKind.Channel, ByTag: false),
            { State: Lifecycle.Running } => desired.Runs ? Guarded(view) : Stop(view, desired.Why),
            _ => null,
        };
    }

    public static ReconcileStep Next(LiveStreamView view)
    {
        if (Lift(view) is { } lift) return lift;
        var channel = view.Found(ResourceKind.Channel)!;
        var desired = DesiredRun.Of(view);
        if (channel.IsSummary && !IsAtRest(view, channel, desired)) return new LiveStreamStep.Look(ResourceKind.Channel, ByTag: false);
        // What differs is applied when the channel is idle; until then all has to be looked at again.
        var applied = NeedIdle(view, channel).Count == 0 && view.StreamKey.State != SecretState.Unusable;
        return channel.State switch
        {
            Lifecycle.Starting => new Wait("Starting", "The channel is starting; MediaLive takes up to three minutes.", Applied: applied),
            Lifecycle.Stopping => new Wait("Stopping", "The channel is stopping.", Applied: applied),
            Lifecycle.Running when desired.Runs => Running(view, channel),
            Lifecycle.Running => Stop(view, desired.Why),
            _ when desired.Runs => Idle(view, channel),
            _ => Stopped(view, channel),
        };
    }

    /// <summary>
    /// What is still done for a stream that cannot be brought to what is declared: a stop, a limit that is reached. Null when
    /// there is nothing of that kind.
    /// </summary>
    public static ReconcileStep? StopOnly(LiveStreamView view)
    {
        if (view.RecordedId(ResourceKind.Channel) is null) return null;
        var desired = DesiredRun.Of(view);
        return view.Found(ResourceKind.Channel) switch
        {
            null => new LiveStreamStep.Look(ResourceKind.Channel, ByTag: false),
            { State: Lifecycle.Running } when !desired.Runs => Stop(view, desired.Why),
            { State: Lifecycle.Running } channel when view.CurrentSession is { RunningAt: null } => Follow(view, channel),
            { State: Lifecycle.Running } => view.Spec.CostGuard is null ? null : Guarded(view),
            { State: Lifecycle.Starting or Lifecycle.Stopping } when !desired.Runs => new Wait("Stopping", "The channel is stopping."),
            { State: Lifecycle.Idle } when !desired.Runs && view.Status.CurrentSessionId is not null => CloseSession(view),
            _ => null,
        };
    }

    /// <summary>
    /// Closes the session of an idle channel. A channel that was seen running a moment ago may be seen idle by a read that lags behind the
    /// start: closing its session would cut its recording in two.
    /// </summary>
    public static ReconcileStep CloseSession(LiveStreamView view) => view.CurrentSession?.RunningAt is { } running && view.Now - running < view.Lag
        ? new Wait("Stopping", "The channel was running a moment ago; waiting until it is certain that it is idle.")
        : new LiveStreamStep.CloseSession();

    /// <summary>
    /// Keeps the session in line with its running channel, which somebody else may have started: its recording is found only in the folder
    /// that the channel records to. Null when the session is.
    /// </summary>
    public static ReconcileStep? Follow(LiveStreamView view, ObservedResource channel)
    {
        var session = view.CurrentSession;
        if (channel.IsSummary) return session?.RunningAt is null ? new LiveStreamStep.Look(ResourceKind.Channel, ByTag: false) : null;
        if (session is null) return new LiveStreamStep.ResumeSession(channel.ArchivePath);
        if (channel.ArchivePath == session.ArchivePath) return session.RunningAt is null ? new LiveStreamStep.MarkRunning(channel.ArchivePath) : null;
        // A look that lags behind shows the folder of the session before.
        if (view.Now - (session.RunningAt ?? session.StartedAt) < view.Lag)
            return new Wait("Starting", "The channel records to another folder than the session's; waiting until this is certain.");
        // What was recorded so far stays with its own session.
        return session.RunningAt is null ? new LiveStreamStep.MarkRunning(channel.ArchivePath) : new LiveStreamStep.CloseSession();
    }

    private static ReconcileStep Running(LiveStreamView view, ObservedResource channel)
    {
        if (Follow(view, channel) is { } step) return step;
        var pending = NeedIdle(view, channel);
        if (pending.Count > 0 && view.Spec.ApplyPolicy == ApplyPolicy.Immediately)
            return Stop(view, $"applyPolicy is Immediately and these fields cannot change on air: {string.Join(", ", pending)}");
        return Guarded(view) ?? new LiveStreamStep.Settle(true, channel.IsSummary ? null : pending);
    }

    // A summary shows that nothing is to be done; what is to be done needs the whole channel.
    private static bool IsAtRest(LiveStreamView view, ObservedResource channel, DesiredRun desired) => channel.State switch
    {
        Lifecycle.Running => desired.Runs && view.CurrentSession?.RunningAt is not null,
        Lifecycle.Idle => !desired.Runs && view.Status.CurrentSessionId is null,
        _ => false,
    };

    // The look after a stop may lag behind it.
    private static ReconcileStep Stop(LiveStreamView view, string why)
    {
        if (view.Changed.Contains(ResourceKind.Channel)) return new Wait("Stopping", "The channel is stopping.");
        // A Connector sees the same declaration, and ends its push; the channel then records the end of its input, not a break.
        if (view is { IsFed: true, CurrentSession: { } session })
        {
            if (session.StoppingAt is not { } since) return new LiveStreamStep.RecordStopping(why);
            if (view.Now - since < PushEnd) return new Wait("Stopping", "The Connectors of the stream end their push.");
        }

        return new LiveStreamStep.Stop(view.Proven(ResourceKind.Channel), why);
    }

    // Asks whether video arrives, and applies the limits.
    private static ReconcileStep? Guarded(LiveStreamView view)
    {
        if (view.Receiving is null && !view.InputAsked) return new LiveStreamStep.AskForInput();
        return view.CurrentSession is { } session && RunLimits.Reached(view, session) is { } hold ? new LiveStreamStep.RecordHold(hold) : null;
    }

    private static ReconcileStep Idle(LiveStreamView view, ObservedResource channel)
    {
        // A session that ran is over, whoever stopped it: starting again in its folder would overwrite its recording.
        if (view.CurrentSession is not { RunningAt: null } session)
            return view.Status.CurrentSessionId is null ? Open(view) : CloseSession(view);
        if (Unproven(view, session) is { } unproven) return unproven;
        if (Apply(view, channel) is { } change) return change;
        if (channel.ArchivePath != session.ArchivePath) return Update(view, ResourceKind.Channel, channel, []);
        // A look may lag behind the start that this round sent.
        if (view.Changed.Contains(ResourceKind.Channel)) return new Wait("Starting", "The channel is starting; MediaLive takes up to three minutes.");
        if (view.Failure?.Of == Attempt.Start(session.Id) && view.Alerts is null) return new LiveStreamStep.AskWhyIdle();
        return view.Failure?.WaitFor(Attempt.Start(session.Id), view.Now, $"The channel is IDLE again after StartChannel.{view.Alerts}") is { } wait
            ? wait
            : new LiveStreamStep.Start(view.Proven(ResourceKind.Channel));
    }

    // Whoever may write a status could record the folder of somebody else, and a recording there would be overwritten.
    private static LiveStreamStep? Unproven(LiveStreamView view, SessionStatus session)
    {
        if (view.FolderIsGiven || (session.ArchivePath is { } folder && view.Folder?.Free == folder)) return null;
        return view.Folder is null ? new LiveStreamStep.LookAtFolder() : new LiveStreamStep.CloseSession();
    }

    private static LiveStreamStep Open(LiveStreamView view) =>
        view.Spec.Archive.Folder is null ? new LiveStreamStep.OpenSession()
        : view.Folder is { Free: var free } ? new LiveStreamStep.OpenSession { Folder = free }
        : new LiveStreamStep.LookAtFolder();

    private static ReconcileStep Stopped(LiveStreamView view, ObservedResource channel)
    {
        if (view.Status.CurrentSessionId is not null) return CloseSession(view);
        return Apply(view, channel) is { } change ? change : new LiveStreamStep.Settle(false, []);
    }

    // The input of a channel is changed while the channel is idle, as the channel itself.
    private static ReconcileStep? Apply(LiveStreamView view, ObservedResource channel)
    {
        if (view.Found(ResourceKind.Input) is { Differences.Count: > 0 } input) return Update(view, ResourceKind.Input, input, input.Differences);
        return channel.Differences.Count + channel.Outdated.Count > 0 ? Update(view, ResourceKind.Channel, channel, channel.Differences) : null;
    }

    private static ReconcileStep Update(LiveStreamView view, ResourceKind kind, ObservedResource seen, IReadOnlyList<string> fields)
    {
        if (view.Changed.Contains(kind)) return new Wait("Updating", $"The {kind.Title()} is being updated.");
        if (seen.State == Lifecycle.UpdateFailed
            && view.Failure?.WaitFor(Attempt.Update(kind), view.Now, $"MediaLive could not update the {kind.Title()} (UPDATE_FAILED).") is { } wait)
            return wait;
        return (kind == ResourceKind.Channel ? Parts(view) : null) ?? new LiveStreamStep.Update(view.Proven(kind), fields) { Outdated = seen.Outdated };
    }

    // The update names the input and the package channel, which the status alone does not show to be the stream's.
    private static ReconcileStep? Parts(LiveStreamView view)
    {
        foreach (var kind in (ResourceKind[])[ResourceKind.Input, ResourceKind.PackageChannel])
        {
            if (view.Found(kind) is not { } seen) return new LiveStreamStep.Look(kind, ByTag: false);
            if (!seen.Exists) return DecideLoss.Next(view, kind);
            if (Proof.Next(view, kind) is { } unproven) return unproven;
        }
        return null;
    }

    private static IReadOnlyList<string> NeedIdle(LiveStreamView view, ObservedResource channel) =>
        [.. view.Found(ResourceKind.Input)?.Differences ?? [], .. channel.Differences];

    // The spec asks for a stop, which is what the hold has done; or somebody resumes the stream.
    private static LiveStreamStep.LiftHold? Lift(LiveStreamView view) =>
        view.Status.Hold is { } hold && (view.Resume == hold.SessionId || !DesiredRun.Declared(view).Runs) ? new LiveStreamStep.LiftHold() : null;
}
