using Onair.Api.Rules;

namespace Onair.Api.EventSinks;

/// <summary>The rules of an EventSink that its schema cannot express. The admission webhook and the operator both apply them.</summary>
public static class EventSinkRules
{
    /// <summary>All rules, in the order in which violations are reported.</summary>
    public static IReadOnlyList<Rule<EventSinkCase>> Table { get; } =
    [
        new("spec.url", "Must be an absolute http or https URL without a user name, password or fragment.", UrlRules.Url),
        new("spec.url", "Must have a public host, or one in the chart's events.allowedCidrs.", UrlRules.Public),
        new("spec.selector.matchLabels", "Must be valid Kubernetes label keys and values.", SelectorRules.Labels),
        new("spec.selector.matchExpressions[].key", "Must be a valid Kubernetes label key.", SelectorRules.Keys),
        new("spec.selector.matchExpressions[].values", "At least one valid label value with In and NotIn; none with Exists and DoesNotExist.", SelectorRules.Values),
        new("spec.allNamespaces", "Only for an EventSink in the operator's namespace.", AllNamespaces),
        new("spec.caBundle", "Must contain at least one certificate in PEM format, and no private key.", CertificateRules.Bundle),
    ];

    /// <summary>Returns all violations; empty when the sink is valid.</summary>
    public static IReadOnlyList<Violation> Check(EventSinkCase sink) => [.. Table.SelectMany(rule => rule.Check(sink))];

    private static IEnumerable<Violation> AllNamespaces(EventSinkCase sink)
    {
        if (sink is { OperatorNamespace: { } ns, Sink: { Spec.AllNamespaces: true, Metadata.NamespaceProperty: var own } } && own != ns)
            yield return new("spec.allNamespaces", "true", "is only allowed for an EventSink in the operator's namespace");
    }
}
