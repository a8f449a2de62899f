using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.MediaProviders;

/// <summary>Phase, conditions and observed generation of a MediaProvider. Pure functions.</summary>
internal static class ProviderConditions
{
    /// <summary>How a reconcile ends.</summary>
    /// <param name="check">What was found; null while the provider is paused.</param>
    /// <param name="inUse">Why its deletion waits, for people; null when it does not.</param>
    public static RoundEnd End(ProviderCheck? check, string? inUse) => check switch
    {
        null => new Wait("Paused", $"Onair does not check the provider while the annotation {Annotations.Paused} is \"true\". Resources can use it.", WaitFor.Cluster),
        { Usable: true } => inUse is null ? check.End : new Wait("InUse", inUse, WaitFor.Cluster),
        // Without it the resources cannot be deleted either.
        _ => inUse is null ? check.End : (check with { Message = $"{check.Message.TrimEnd('.')}. {inUse}" }).End,
    };

    /// <summary>The status that says how a reconcile ended.</summary>
    /// <param name="status">The rest of the status, with the conditions of before.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="check">What was found; null while the provider is paused.</param>
    /// <param name="generation">The generation of the spec.</param>
    /// <param name="now">The time of transitions.</param>
    public static MediaProviderStatus After(MediaProviderStatus status, RoundEnd end, ProviderCheck? check, long? generation, DateTimeOffset now)
    {
        var conditions = new Conditions(status.Conditions, generation, now);
        if (end is Settle) EndConditions.Settled(conditions, check!.Reason, check.Message);
        else EndConditions.Unsettled(conditions, end);
        return status with
        {
            ObservedGeneration = EndConditions.Generation(end, status.ObservedGeneration, generation, status.Conditions),
            Phase = end switch
            {
                Settle => "Ready",
                Stall => "Stalled",
                Wait { Reason: "Paused" } => "Paused",
                Wait { Reason: "InUse" } => "Deleting",
                Wait => "Waiting",
                _ => status.Phase ?? "Unknown",
            },
            Conditions = conditions.All,
        };
    }
}
