using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Status;

/// <summary>The status that says how a round ended. A pure function. Messages are stable: the same end again writes nothing.</summary>
internal static class ChannelConditions
{
    public static IvsChannelStatus After(IvsChannelView view, RoundEnd end, long? generation)
    {
        var conditions = new Conditions(view.Status.Conditions, generation, view.Now);
        var phase = end switch
        {
            IvsChannelStep.Settle settled => Settled(conditions, view, settled),
            Settle => view.Status.Phase,
            IvsChannelStep.Observe seen => Observed(conditions, view, seen),
            _ => Unsettled(conditions, view, end),
        };
        if (end is Unsure doubt && view is { Stream: null, Status.Resources.ChannelArn: not null })
            conditions.Set(IvsChannelConditions.Live, ConditionStatus.Unknown, doubt.Reason, doubt.Message);
        else Lives(conditions, view);
        if (!view.ObserveOnly) conditions.Remove(ConditionTypes.Drifted);
        var stream = Stream(view);
        return view.Status with
        {
            Conditions = conditions.All,
            Phase = phase,
            ObservedGeneration = Observed(view, end, generation),
            Stream = stream,
            Sessions = ChannelSessions.With(view.Status.Sessions, stream, view.Now),
        };
    }

    /// <summary>Whether the channel was only observed. Nothing was applied or corrected; the condition remembers it across a restart.</summary>
    public static bool IsLeftAlone(IvsChannelStatus status) => EndConditions.IsLeftAlone(status.Conditions);

    /// <summary>The status of a channel whose stream has ended.</summary>
    public static IvsChannelStatus Offline(IvsChannelStatus status, long? generation, DateTimeOffset now)
    {
        var conditions = new Conditions(status.Conditions, generation, now);
        SetOffline(conditions);
        return status with { Stream = null, Sessions = ChannelSessions.With(status.Sessions, null, now), Conditions = conditions.All };
    }

    private static string Settled(Conditions conditions, IvsChannelView view, IvsChannelStep.Settle end)
    {
        if (end.PendingFields is { Count: > 0 } pending)
            conditions.Set(
                IvsChannelConditions.ChangesPending, true, "WaitingForEnd", $"These changes wait until the stream ends: {string.Join(", ", pending)}");
        else if (end.PendingFields is not null) conditions.Remove(IvsChannelConditions.ChangesPending);
        EndConditions.Settled(conditions, "Provisioned", "An encoder can push, and viewers can play.");
        return PhaseOf(view);
    }

    private static string Observed(Conditions conditions, IvsChannelView view, IvsChannelStep.Observe end)
    {
        EndConditions.Observed(conditions, end.Drift);
        conditions.Remove(IvsChannelConditions.ChangesPending);
        return PhaseOf(view);
    }

    private static string Unsettled(Conditions conditions, IvsChannelView view, RoundEnd end)
    {
        EndConditions.Unsettled(conditions, end);
        return end switch
        {
            Wait wait => wait.Reason,
            Stall => "Stalled",
            _ => view.Status.Phase ?? "Unknown",
        };
    }

    // The conditions of a wait, or of a doubt, no longer say that the channel was only observed, or not ready; the generation says so instead.
    private static long? Observed(IvsChannelView view, RoundEnd end, long? generation)
    {
        var left = IsLeftAlone(view.Status) || (end is Unsure && view.Status.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.False }));
        return EndConditions.Generation(end, left ? generation - 1 : view.Status.ObservedGeneration, generation, view.Status.Conditions);
    }

    // A round that could not ask leaves what was last known.
    private static void Lives(Conditions conditions, IvsChannelView view)
    {
        if (Stream(view) is { } stream)
            conditions.Set(
                IvsChannelConditions.Live, true, stream.Health == "STARVING" ? "Starving" : "Live",
                stream.Health == "STARVING" ? "An encoder pushes, but IVS receives too little to show the stream smoothly." : "An encoder pushes, and viewers can play.");
        else SetOffline(conditions);
    }

    private static void SetOffline(Conditions conditions) => conditions.Set(IvsChannelConditions.Live, false, "Offline", "Nobody pushes.");

    private static IvsStreamStatus? Stream(IvsChannelView view) => view.Stream switch
    {
        null or { Id.Length: 0 } => view.RecordedId(IvsResource.Channel) is null ? null : view.Status.Stream,
        { IsLive: true } seen => new()
        {
            Id = seen.Id,
            Health = seen.Health,
            StartedAt = seen.StartedAt,
            ViewerCount = ViewerCount.Shown(view.Status.Stream is { } former && former.Id == seen.Id ? former.ViewerCount : null, seen.Viewers),
        },
        _ => null,
    };

    private static string PhaseOf(IvsChannelView view) => Stream(view) is null ? "Idle" : "Live";
}
