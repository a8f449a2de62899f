using Onair.Api.Common;

namespace Onair.Operator.MediaProviders;

/// <summary>The conditions of a MediaProvider after a check. A pure function.</summary>
internal static class ProviderConditions
{
    /// <param name="before">The conditions that are stored.</param>
    /// <param name="check">What was found.</param>
    /// <param name="inUse">Why its deletion waits, for people; null when it does not.</param>
    /// <param name="generation">The generation of the spec.</param>
    /// <param name="now">The time of transitions.</param>
    public static IReadOnlyList<Condition> After(IReadOnlyList<Condition> before, ProviderCheck check, string? inUse, long? generation, DateTimeOffset now)
    {
        var conditions = new Conditions(before, generation, now);
        conditions.Set(ConditionTypes.Ready, check.Usable, check.Reason, check.Message);
        if (inUse is null) conditions.Set(ConditionTypes.Reconciling, false, check.Reason, Conditions.AtRest);
        else conditions.Set(ConditionTypes.Reconciling, true, "InUse", inUse);
        conditions.Set(ConditionTypes.Stalled, !check.Usable, check.Reason, check.Usable ? Conditions.NeedsNobody : check.Message);
        return conditions.All;
    }
}
