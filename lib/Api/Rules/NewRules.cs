namespace Onair.Api.Rules;

/// <summary>
/// The rules of a kind for an object that may be older than some of them. What breaks a new rule is only reported: an upgrade of Onair must not cost
/// an event.
/// </summary>
public static class NewRules
{
    /// <summary>Returns the violations that keep an object from being carried out.</summary>
    /// <param name="table">The kind's rules.</param>
    /// <param name="case">The object and what it refers to.</param>
    /// <param name="wasAccepted">Whether Onair carried the object out before.</param>
    public static IReadOnlyList<Violation> Blocking<TCase>(IEnumerable<Rule<TCase>> table, TCase @case, bool wasAccepted) =>
        [.. table.Where(rule => !(wasAccepted && rule.SparesAccepted)).SelectMany(rule => rule.Check(@case))];

    /// <summary>Returns the violations that are only reported, with the condition Deprecated.</summary>
    /// <param name="table">The kind's rules.</param>
    /// <param name="case">The object and what it refers to.</param>
    /// <param name="wasAccepted">Whether Onair carried the object out before.</param>
    public static IReadOnlyList<Violation> Spared<TCase>(IEnumerable<Rule<TCase>> table, TCase @case, bool wasAccepted) =>
        [.. table.Where(rule => wasAccepted && rule.SparesAccepted).SelectMany(rule => rule.Check(@case))];
}
