namespace Onair.Api.Rules;

/// <summary>A rule that the schema of a kind cannot say: a row of the kind's table.</summary>
/// <typeparam name="TCase">What is judged.</typeparam>
/// <param name="Field">The field that it is about, as users write it; <c>[]</c> for each item of a list.</param>
/// <param name="Description">What must hold, in a sentence for the API reference.</param>
/// <param name="Check">Returns what a case violates; a pure function.</param>
public sealed record Rule<TCase>(string Field, string Description, Func<TCase, IEnumerable<Violation>> Check);
