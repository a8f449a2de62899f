using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Resources;

namespace Onair.Operator.LiveStreams.Status;

/// <summary>Tells in the status how a round ended. A pure function; messages are stable, so that nothing new writes nothing.</summary>
internal static class StreamConditions
{
    public const string Receiving = "Receiving";
    public const string ChangesPending = "ChangesPending";
    public const string NotActedOn = "NotActedOn";

    public static LiveStreamStatus After(StreamView view, Step end, long? generation)
    {
        var conditions = new Conditions(view.Status.Conditions, generation, view.Now);
        var phase = end switch
        {
            Step.Settle settled => Settled(conditions, view, settled),
            Step.Wait wait => Waiting(conditions, wait),
            Step.Stall stall => Stalled(conditions, stall),
            _ => throw new ArgumentException($"{end} does not end a round", nameof(end)),
        };
        // Without a running channel nothing is received; a wait or a stall on air leaves what was last seen.
        if (view.Status.CurrentSessionId is null)
            conditions.Set(Receiving, false, "NotRunning", "The channel does not run.");
        if (UnsupportedFields.Of(view.Spec) is { Count: > 0 } ignored)
            conditions.Set(NotActedOn, true, "NotSupported", $"Accepted, but not acted on by this version: {string.Join(", ", ignored)}");
        else conditions.Remove(NotActedOn);
        // A wait in the middle has more to apply: with the generation observed, the next round would not compare all any more.
        var observed = end is Step.Wait { Applied: false } ? view.Status.ObservedGeneration : generation;
        return view.Status with { Conditions = conditions.All, Phase = phase, ObservedGeneration = observed };
    }

    private static string Settled(Conditions conditions, StreamView view, Step.Settle end)
    {
        var receiving = view.Receiving == Knowledge.Yes;
        if (end.Running)
            conditions.Set(
                Receiving, receiving, receiving ? "VideoArrives" : "NoInput",
                receiving ? "Video arrives at the channel." : "The channel runs and bills, but no video arrives.");
        if (end.PendingFields.Count > 0)
            conditions.Set(
                ChangesPending, true, "WaitingForIdle",
                $"These changes wait until the channel is stopped: {string.Join(", ", end.PendingFields)}");
        else conditions.Remove(ChangesPending);
        conditions.Set(
            ConditionTypes.Ready, true, end.Running ? "Running" : "Idle",
            end.Running ? "The channel runs." : "The channel is provisioned and stopped.");
        conditions.Set(ConditionTypes.Reconciling, false, "Settled", "Nothing is under way.");
        conditions.Set(ConditionTypes.Stalled, false, "Settled", "Nothing is in the way.");
        return !end.Running ? "Idle" : receiving ? "Receiving" : "Running";
    }

    private static string Waiting(Conditions conditions, Step.Wait end)
    {
        conditions.Set(ConditionTypes.Ready, false, end.Reason, end.Message);
        conditions.Set(ConditionTypes.Reconciling, true, end.Reason, end.Message);
        conditions.Set(ConditionTypes.Stalled, false, end.Reason, "Nothing is in the way.");
        return end.Reason;
    }

    private static string Stalled(Conditions conditions, Step.Stall end)
    {
        conditions.Set(ConditionTypes.Ready, false, end.Reason, end.Message);
        conditions.Set(ConditionTypes.Reconciling, false, end.Reason, "Waits for somebody's help.");
        conditions.Set(ConditionTypes.Stalled, true, end.Reason, end.Message);
        return "Stalled";
    }
}
