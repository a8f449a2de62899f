using Onair.Api.Rules;

namespace Onair.Api.EventSinks;

/// <summary>Rules for label selectors.</summary>
internal static class SelectorRules
{
    private const string MatchLabels = "spec.selector.matchLabels";
    private const string MatchExpressions = "spec.selector.matchExpressions";

    public static IEnumerable<Violation> Labels(EventSinkCase sink)
    {
        foreach (var (key, value) in sink.Sink.Spec.Selector.MatchLabels.OrderBy(label => label.Key, StringComparer.Ordinal))
        {
            if (LabelSyntax.KeyProblem(key) is { } wrongKey) yield return new(MatchLabels, LabelSyntax.Short(key), wrongKey);
            else if (LabelSyntax.ValueProblem(value) is { } wrongValue) yield return new($"{MatchLabels}[{key}]", LabelSyntax.Short(value), wrongValue);
        }
    }

    public static IEnumerable<Violation> Keys(EventSinkCase sink) =>
        from requirement in sink.Sink.Spec.Selector.MatchExpressions.Select((r, i) => (r.Key, Position: i))
        let problem = LabelSyntax.KeyProblem(requirement.Key)
        where problem is not null
        select new Violation($"{MatchExpressions}[{requirement.Position}].key", LabelSyntax.Short(requirement.Key), problem);

    public static IEnumerable<Violation> Values(EventSinkCase sink) =>
        sink.Sink.Spec.Selector.MatchExpressions.SelectMany((requirement, i) => Values(requirement, $"{MatchExpressions}[{i}].values"));

    private static IEnumerable<Violation> Values(LabelRequirement requirement, string field)
    {
        if (requirement.Operator is LabelOperator.Exists or LabelOperator.DoesNotExist)
        {
            if (requirement.Values.Count > 0) yield return new(field, LabelSyntax.Short(string.Join(", ", requirement.Values)), $"must be empty with operator {requirement.Operator}");
            yield break;
        }

        if (requirement.Values.Count == 0) yield return new(field, null, $"must have at least one value with operator {requirement.Operator}");
        for (var i = 0; i < requirement.Values.Count; i++)
            if (LabelSyntax.ValueProblem(requirement.Values[i]) is { } problem)
                yield return new($"{field}[{i}]", LabelSyntax.Short(requirement.Values[i]), problem);
    }
}
