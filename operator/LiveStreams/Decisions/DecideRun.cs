using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Starts and stops the channel, and keeps one session for each run.</summary>
internal static class DecideRun
{
    /// <summary>
    /// The stop of a channel that is not to run, or that has reached a limit. It comes before all else: what is wrong with another
    /// resource must not keep a channel on air.
    /// </summary>
    public static Step? StopFirst(StreamView view)
    {
        if (view.RecordedId(ResourceKind.Channel) is null || view.CurrentSession is not { } session) return null;
        var wish = Wish.Of(view);
        if (wish.Runs && (view.Spec.CostGuard is null || session.RunningAt is null)) return null;
        return view.See(ResourceKind.Channel) switch
        {
            null => new Step.Look(ResourceKind.Channel, ByTag: false),
            { State: Lifecycle.Running } channel => wish.Runs ? Guarded(view) : new Step.Stop(channel.Id!, wish.Why),
            _ => null,
        };
    }

    public static Step Next(StreamView view)
    {
        if (Lift(view) is { } lift) return lift;
        var channel = view.See(ResourceKind.Channel)!;
        var wish = Wish.Of(view);
        // What differs is applied when the channel is idle; until then all has to be looked at again.
        var applied = NeedIdle(view, channel).Count == 0;
        return channel.State switch
        {
            Lifecycle.Starting => new Step.Wait("Starting", "The channel is starting; MediaLive takes up to three minutes.", Applied: applied),
            Lifecycle.Stopping => new Step.Wait("Stopping", "The channel is stopping.", Applied: applied),
            Lifecycle.Running when wish.Runs => Running(view, channel),
            Lifecycle.Running => new Step.Stop(channel.Id!, wish.Why),
            _ when wish.Runs => Idle(view, channel),
            _ => Stopped(view, channel),
        };
    }

    /// <summary>
    /// What is still done for a stream that cannot be brought to what is declared: a stop, a limit that is reached. Null when
    /// there is nothing of that kind.
    /// </summary>
    public static Step? StopOnly(StreamView view)
    {
        if (view.RecordedId(ResourceKind.Channel) is null) return null;
        var wish = Wish.Of(view);
        return view.See(ResourceKind.Channel) switch
        {
            null => new Step.Look(ResourceKind.Channel, ByTag: false),
            { State: Lifecycle.Running } channel when !wish.Runs => new Step.Stop(channel.Id!, wish.Why),
            { State: Lifecycle.Running } when view.CurrentSession is { RunningAt: null } => new Step.MarkRunning(),
            { State: Lifecycle.Running } => view.Spec.CostGuard is null ? null : Guarded(view),
            { State: Lifecycle.Starting or Lifecycle.Stopping } when !wish.Runs => new Step.Wait("Stopping", "The channel is stopping."),
            { State: Lifecycle.Idle } when !wish.Runs && view.Status.CurrentSessionId is not null => new Step.CloseSession(),
            _ => null,
        };
    }

    private static Step Running(StreamView view, Sighting channel)
    {
        if (view.CurrentSession is not { } session) return new Step.ResumeSession(channel.ArchivePath);
        if (session.RunningAt is null) return new Step.MarkRunning();
        var pending = NeedIdle(view, channel);
        if (pending.Count > 0 && view.Spec.ApplyPolicy == ApplyPolicy.Immediately)
            return new Step.Stop(
                channel.Id!, $"applyPolicy is Immediately and these fields cannot change on air: {string.Join(", ", pending)}");
        return Guarded(view) ?? new Step.Settle(true, pending);
    }

    // Asks whether video arrives, and applies the limits.
    private static Step? Guarded(StreamView view)
    {
        if (view.Receiving == Knowledge.Unknown) return new Step.AskForInput();
        return view.CurrentSession is { } session && RunLimits.Reached(view, session) is { } hold ? new Step.RecordHold(hold) : null;
    }

    private static Step Idle(StreamView view, Sighting channel)
    {
        // A session that ran is over, whoever stopped it: starting again in its folder would overwrite its recording.
        if (view.CurrentSession is not { RunningAt: null } session)
            return view.Status.CurrentSessionId is null ? new Step.OpenSession() : new Step.CloseSession();
        if (Apply(view, channel) is { } change) return change;
        return channel.ArchivePath == session.ArchivePath
            ? new Step.Start(channel.Id!)
            : new Step.Update(ResourceKind.Channel, channel.Id!, []);
    }

    private static Step Stopped(StreamView view, Sighting channel)
    {
        if (view.Status.CurrentSessionId is not null) return new Step.CloseSession();
        return Apply(view, channel) is { } change ? change : new Step.Settle(false, []);
    }

    // The input of a channel is changed while the channel is idle, as the channel itself.
    private static Step.Update? Apply(StreamView view, Sighting channel)
    {
        if (view.See(ResourceKind.Input) is { Differences.Count: > 0 } input)
            return new Step.Update(ResourceKind.Input, input.Id!, input.Differences);
        return channel.Differences.Count > 0 ? new Step.Update(ResourceKind.Channel, channel.Id!, channel.Differences) : null;
    }

    private static IReadOnlyList<string> NeedIdle(StreamView view, Sighting channel) =>
        [.. view.See(ResourceKind.Input)?.Differences ?? [], .. channel.Differences];

    // The spec asks for a stop, which is what the hold has done; or somebody resumes the stream.
    private static Step.LiftHold? Lift(StreamView view) =>
        view.Status.Hold is { } hold && (view.Resume == hold.SessionId || !Wish.Declared(view).Runs) ? new Step.LiftHold() : null;
}
