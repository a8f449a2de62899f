using Onair.Api.Common;

namespace Onair.Events.Transitions;

/// <summary>That a spec breaks a rule which is newer than its resource. A pure function of the conditions.</summary>
public static class Deprecation
{
    /// <summary>The warning that the former status did not give; null without any.</summary>
    /// <param name="before">The conditions that are stored.</param>
    /// <param name="after">The conditions that replace them.</param>
    public static Change? Between(IReadOnlyList<Condition> before, IReadOnlyList<Condition> after) =>
        Of(after) is { } deprecated && deprecated.Message != Of(before)?.Message ? Change.Warning(ConditionTypes.Deprecated, deprecated.Message) : null;

    private static Condition? Of(IReadOnlyList<Condition> conditions) => conditions.FirstOrDefault(c => c.Type == ConditionTypes.Deprecated);
}
