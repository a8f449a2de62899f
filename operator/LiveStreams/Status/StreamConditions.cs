using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Status;

/// <summary>The status that says how a round ended. A pure function. Messages are stable: the same end again writes nothing.</summary>
internal static class StreamConditions
{
    public static LiveStreamStatus After(LiveStreamView view, RoundEnd end, long? generation)
    {
        var conditions = new Conditions(view.Status.Conditions, generation, view.Now);
        var phase = end switch
        {
            LiveStreamStep.Settle settled => Settled(conditions, view, settled),
            LiveStreamStep.Observe seen => Observed(conditions, view, seen),
            _ => Unsettled(conditions, view, end),
        };
        if (view.Paused)
            conditions.Set(LiveStreamConditions.Receiving, ConditionStatus.Unknown, "Paused", $"Onair does not call MediaLive while the annotation {Annotations.Paused} is \"true\".");
        // Not while it starts either.
        else if (view.CurrentSession?.RunningAt is null)
            NotRunning(conditions);
        else if (view.Receiving is { } receiving)
            Receives(conditions, receiving);
        else if (view.InputAsked)
            conditions.Set(LiveStreamConditions.Receiving, ConditionStatus.Unknown, "Probing", "MediaLive has not reported yet whether video arrives.");
        Distributes(conditions, view);
        EndConditions.Deprecates(conditions, view.Spared);
        if (!view.ObserveOnly) conditions.Remove(ConditionTypes.Drifted);
        var run = DesiredRun.Effective(view);
        // Under an annotation the generation may have been observed without being applied.
        var former = view.Status.Run is { IsLeftAlone: true } && !run.IsLeftAlone ? generation - 1 : view.Status.ObservedGeneration;
        return view.Status with
        {
            Conditions = conditions.All,
            Phase = phase,
            ObservedGeneration = EndConditions.Generation(end, former, generation, view.Status.Conditions),
            Run = run,
            Schedule = RunSchedule.At(view.Spec, view.Now),
        };
    }

    /// <summary>The conditions of a stream whose session is closed: what the session received is not taken for the next one's.</summary>
    public static IReadOnlyList<Condition> WhenClosed(LiveStreamStatus status, long? generation, DateTimeOffset now)
    {
        var conditions = new Conditions(status.Conditions, generation, now);
        NotRunning(conditions);
        return conditions.All;
    }

    private static string Settled(Conditions conditions, LiveStreamView view, LiveStreamStep.Settle end)
    {
        if (end.PendingFields is { Count: > 0 } pending)
            conditions.Set(
                LiveStreamConditions.ChangesPending, true, "WaitingForIdle",
                $"These changes wait until the channel is stopped: {string.Join(", ", pending)}");
        else if (end.PendingFields is not null) conditions.Remove(LiveStreamConditions.ChangesPending);
        if (view.Status.Hold is { } hold)
        {
            EndConditions.Unsettled(conditions, new Stall(hold.Reason, hold.Message));
            return "Held";
        }
        EndConditions.Settled(conditions, end.Running ? "Running" : "Idle", end.Running ? "The channel runs." : "The channel is provisioned and stopped.");
        return PhaseOf(view, end.Running);
    }

    private static string Observed(Conditions conditions, LiveStreamView view, LiveStreamStep.Observe end)
    {
        EndConditions.Observed(conditions, end.Drift);
        conditions.Remove(LiveStreamConditions.ChangesPending);
        return PhaseOf(view, end.Running);
    }

    private static void NotRunning(Conditions conditions) =>
        conditions.Set(LiveStreamConditions.Receiving, false, "NotRunning", "The channel does not run.");

    // Apart from Ready: a show is on air without CloudFront, too.
    private static void Distributes(Conditions conditions, LiveStreamView view)
    {
        var playback = view.Status.Playback;
        if (!view.Spec.Distribution.Live || playback?.Url is null) conditions.Remove(LiveStreamConditions.Distributed);
        else if (view.DistributionProblem is { } problem && !(problem.Passes && playback.LiveUrl is not null))
            conditions.Set(LiveStreamConditions.Distributed, false, problem.Reason, problem.Message);
        else if (playback.LiveUrl is null)
            conditions.Set(LiveStreamConditions.Distributed, false, "Deploying", "CloudFront is deploying the stream's behavior; it takes minutes.");
        else conditions.Set(LiveStreamConditions.Distributed, true, "Deployed", "Viewers can play from the distribution.");
    }

    private static void Receives(Conditions conditions, bool receiving) => conditions.Set(
        LiveStreamConditions.Receiving, receiving, receiving ? "VideoArrives" : "NoInput",
        receiving ? "Video arrives at the channel." : "The channel runs and bills, but no video arrives.");

    private static string PhaseOf(LiveStreamView view, bool running) =>
        !running ? "Idle" : view.Receiving == true ? "Receiving" : "Running";

    private static string Unsettled(Conditions conditions, LiveStreamView view, RoundEnd end)
    {
        EndConditions.Unsettled(conditions, end);
        return end switch
        {
            Wait wait => wait.Reason,
            Stall => "Stalled",
            _ => view.Status.Phase ?? "Unknown",
        };
    }
}
