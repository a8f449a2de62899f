namespace Onair.Api.Rules;

/// <summary>A rule that a CRD schema cannot express, as the API reference shows it.</summary>
/// <param name="Field">The field that the rule applies to, as users write it; <c>[]</c> stands for each item in a list.</param>
/// <param name="Description">The requirement, as one sentence for the API reference.</param>
public abstract record Rule(string Field, string Description);

/// <summary>A rule that a CRD schema cannot express: one row in the kind's rule table.</summary>
/// <typeparam name="TCase">What the rule checks: a resource and what it refers to.</typeparam>
/// <param name="Field">The field that the rule applies to, as users write it; <c>[]</c> stands for each item in a list.</param>
/// <param name="Description">The requirement, as one sentence for the API reference.</param>
/// <param name="Check">Returns what a case violates; a pure function.</param>
public sealed record Rule<TCase>(string Field, string Description, Func<TCase, IEnumerable<Violation>> Check) : Rule(Field, Description)
{
    /// <summary>
    /// Whether the rule is newer than resources that break it: those that were accepted before it are reported and otherwise carried out.
    /// </summary>
    public bool SparesAccepted { get; init; }
}
