using Onair.Api.Common;

namespace Onair.Events.Transitions;

/// <summary>What was changed in AWS and is only observed. A pure function of the conditions.</summary>
public static class Drift
{
    /// <summary>The drift that the former status did not report; null without any.</summary>
    /// <param name="before">The conditions that are stored.</param>
    /// <param name="after">The conditions that replace them.</param>
    public static Condition? Began(IReadOnlyList<Condition> before, IReadOnlyList<Condition> after) =>
        Of(after) is { } drifted && drifted.Message != Of(before)?.Message ? drifted : null;

    private static Condition? Of(IReadOnlyList<Condition> conditions) => conditions.FirstOrDefault(c => c.Type == ConditionTypes.Drifted);
}
