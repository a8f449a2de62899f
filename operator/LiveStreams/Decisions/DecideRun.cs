using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Starts and stops the channel, and keeps one session for each run.</summary>
internal static class DecideRun
{
    public static Step Next(StreamView view)
    {
        var channel = view.See(ResourceKind.Channel)!;
        var wanted = view.Spec.State == StreamState.Running;
        return channel.State switch
        {
            Lifecycle.Starting => new Step.Wait("Starting", "The channel is starting; MediaLive takes up to three minutes.", Applied: true),
            Lifecycle.Stopping => new Step.Wait("Stopping", "The channel is stopping.", Applied: true),
            Lifecycle.Running when wanted => Running(view, channel),
            Lifecycle.Running => new Step.Stop(channel.Id!, "state is Stopped"),
            _ when wanted => Idle(view, channel),
            _ => Stopped(view, channel),
        };
    }

    /// <summary>The step of an explicit stop, when there is one to make; null otherwise.</summary>
    public static Step? StopOnly(StreamView view)
    {
        if (view.Spec.State != StreamState.Stopped || view.RecordedId(ResourceKind.Channel) is null) return null;
        return view.See(ResourceKind.Channel) switch
        {
            null => new Step.Look(ResourceKind.Channel, ByTag: false),
            { State: Lifecycle.Running } channel => new Step.Stop(channel.Id!, "state is Stopped"),
            { State: Lifecycle.Starting or Lifecycle.Stopping } => new Step.Wait("Stopping", "The channel is stopping."),
            { State: Lifecycle.Idle } when view.Status.CurrentSessionId is not null => new Step.CloseSession(),
            _ => null,
        };
    }

    private static Step Running(StreamView view, Sighting channel)
    {
        if (Current(view) is not { } session) return new Step.ResumeSession(channel.ArchivePath);
        if (session.RunningAt is null) return new Step.MarkRunning();
        if (channel.Differences.Count > 0 && view.Spec.ApplyPolicy == ApplyPolicy.Immediately)
            return new Step.Stop(
                channel.Id!,
                $"applyPolicy is Immediately and these fields cannot change on air: {string.Join(", ", channel.Differences)}");
        if (view.Receiving == Knowledge.Unknown) return new Step.AskForInput();
        return new Step.Settle(true, channel.Differences);
    }

    private static Step Idle(StreamView view, Sighting channel)
    {
        // A session that ran is over, whoever stopped it: starting again in its folder would overwrite its recording.
        if (Current(view) is not { RunningAt: null } session)
            return view.Status.CurrentSessionId is null ? new Step.OpenSession() : new Step.CloseSession();
        return channel.Differences.Count > 0 || channel.ArchivePath != session.ArchivePath
            ? new Step.Update(ResourceKind.Channel, channel.Id!, channel.Differences)
            : new Step.Start(channel.Id!);
    }

    private static Step Stopped(StreamView view, Sighting channel)
    {
        if (view.Status.CurrentSessionId is not null) return new Step.CloseSession();
        return channel.Differences.Count > 0
            ? new Step.Update(ResourceKind.Channel, channel.Id!, channel.Differences)
            : new Step.Settle(false, []);
    }

    private static SessionStatus? Current(StreamView view) =>
        view.Status.Sessions.LastOrDefault(s => s.Id == view.Status.CurrentSessionId);
}
