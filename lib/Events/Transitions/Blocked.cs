using Onair.Api.Common;

namespace Onair.Events.Transitions;

/// <summary>
/// Whether work stands still until somebody changes something: the resource is stalled, or it waits for a quota of the account. AWS does not
/// raise a quota by itself. A pure function of the conditions.
/// </summary>
public static class Blocked
{
    /// <summary>The reason of a wait for a quota.</summary>
    public const string Quota = "QuotaExceeded";

    /// <summary>The condition that says why work stands still since this status; null when it does not, or did before for the same reason.</summary>
    /// <param name="before">The conditions that are stored.</param>
    /// <param name="after">The conditions that replace them.</param>
    public static Condition? Began(IReadOnlyList<Condition> before, IReadOnlyList<Condition> after) =>
        Of(after) is { } now && Of(before)?.Reason != now.Reason ? now : null;

    /// <summary>The condition of a wait for a quota that began with this status; null when none did.</summary>
    /// <param name="before">The conditions that are stored.</param>
    /// <param name="after">The conditions that replace them.</param>
    public static Condition? QuotaBegan(IReadOnlyList<Condition> before, IReadOnlyList<Condition> after) =>
        Began(before, after) is { Type: ConditionTypes.Reconciling } quota ? quota : null;

    private static Condition? Of(IReadOnlyList<Condition> conditions) => conditions.FirstOrDefault(c =>
        c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True } or { Type: ConditionTypes.Reconciling, Status: ConditionStatus.True, Reason: Quota });
}
