using Onair.Api.Common;
using Onair.Api.Rules;

namespace Onair.Operator.Reconciliation;

/// <summary>
/// Writes the conditions that every kind has (kstatus: Ready, Reconciling, Stalled) for the end of a round. A kind adds its own conditions
/// and its phase. Pure functions.
/// </summary>
internal static class EndConditions
{
    /// <summary>The reason of a resource with a field that cannot be read.</summary>
    public const string Unreadable = "Unreadable";

    private const string LeftAlone = "Observed";

    /// <summary>Everything is as declared.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="reason">The reason of Ready: one word.</param>
    /// <param name="message">What people can do with the resource now.</param>
    public static void Settled(Conditions conditions, string reason, string message)
    {
        conditions.Set(ConditionTypes.Ready, true, reason, message);
        conditions.Set(ConditionTypes.Reconciling, false, "Settled", Conditions.AtRest);
        conditions.Set(ConditionTypes.Stalled, false, "Settled", Conditions.NeedsNobody);
    }

    /// <summary>Something is in progress, somebody has to act, or the provider does not answer.</summary>
    /// <exception cref="ArgumentException">The end is none of these.</exception>
    public static void Unsettled(Conditions conditions, RoundEnd end)
    {
        switch (end)
        {
            case Wait wait:
                Continues(conditions, ConditionStatus.False, wait.Reason, wait.Message);
                break;
            // What was known is kept, but it is not certain any more.
            case Unsure unsure:
                Continues(conditions, ConditionStatus.Unknown, unsure.Reason, unsure.Message);
                break;
            case Stall stall:
                conditions.Set(ConditionTypes.Ready, false, stall.Reason, stall.Message);
                conditions.Set(ConditionTypes.Reconciling, false, stall.Reason, "User action is required. See Stalled.");
                conditions.Set(ConditionTypes.Stalled, true, stall.Reason, stall.Message);
                break;
            default:
                throw new ArgumentException($"{end.GetType().Name} does not end a round", nameof(end));
        }
    }

    /// <summary>It worked until a moment ago, so it counts as Ready until it is certain that it does not.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="wait">What is in progress.</param>
    /// <param name="message">Until when it worked, and where to read more.</param>
    public static void Interrupted(Conditions conditions, Wait wait, string message)
    {
        Continues(conditions, ConditionStatus.True, wait.Reason, wait.Message);
        conditions.Set(ConditionTypes.Ready, true, "Interrupted", message);
    }

    /// <summary>The resource was only observed, by its annotation. Reconciling remembers it across a restart.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="drift">The differences between AWS and the spec; null when nothing was compared in this round.</param>
    public static void Observed(Conditions conditions, IReadOnlyCollection<string>? drift)
    {
        if (drift is { Count: > 0 })
            conditions.Set(ConditionTypes.Drifted, true, "ObserveOnly", $"AWS differs from the spec and is left unchanged: {string.Join("; ", drift)}");
        else if (drift is not null) conditions.Remove(ConditionTypes.Drifted);
        var drifted = conditions.All.Any(c => c.Type == ConditionTypes.Drifted);
        const string Why = $"Onair only observes, because of the annotation {Annotations.ObserveOnly}.";
        conditions.Set(ConditionTypes.Ready, !drifted, drifted ? "Drifted" : LeftAlone, drifted ? "AWS differs from the spec. See Drifted." : Why);
        conditions.Set(ConditionTypes.Reconciling, false, LeftAlone, Why);
        conditions.Set(ConditionTypes.Stalled, false, LeftAlone, Why);
    }

    /// <summary>The spec breaks rules that are newer than the resource, which goes on.</summary>
    /// <param name="conditions">The conditions.</param>
    /// <param name="spared">What it breaks; empty when there is nothing to report.</param>
    public static void Deprecates(Conditions conditions, IReadOnlyCollection<Violation> spared)
    {
        if (spared.Count == 0) conditions.Remove(ConditionTypes.Deprecated);
        else conditions.Set(ConditionTypes.Deprecated, true, "BreaksNewRule", string.Join("; ", spared));
    }

    /// <summary>Whether the resource was only observed when the last round ended: nothing was applied or corrected.</summary>
    public static bool IsLeftAlone(IReadOnlyList<Condition> conditions) =>
        conditions.Any(c => c is { Type: ConditionTypes.Reconciling, Reason: LeftAlone });

    /// <summary>
    /// The generation that the status describes. A wait halfway has more to apply: with the generation observed, the next round would no
    /// longer compare everything. Nor is what could not be read, or waits for a Secret, applied.
    /// </summary>
    /// <param name="end">How the round ended.</param>
    /// <param name="former">What was observed before.</param>
    /// <param name="generation">The generation now.</param>
    /// <param name="conditions">The conditions before.</param>
    public static long? Generation(RoundEnd end, long? former, long? generation, IReadOnlyList<Condition> conditions) => end switch
    {
        Wait { For: WaitFor.Reference } => generation - 1,
        Wait { Applied: false } or Unsure => WasUnreadable(conditions) ? generation - 1 : former,
        _ => generation,
    };

    private static bool WasUnreadable(IReadOnlyList<Condition> conditions) =>
        conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True, Reason: Unreadable });

    private static void Continues(Conditions conditions, ConditionStatus ready, string reason, string message)
    {
        conditions.Set(ConditionTypes.Ready, ready, reason, message);
        conditions.Set(ConditionTypes.Reconciling, true, reason, message);
        conditions.Set(ConditionTypes.Stalled, false, reason, Conditions.GoesOn);
    }
}
