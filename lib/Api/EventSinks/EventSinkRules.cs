using Onair.Api.Rules;

namespace Onair.Api.EventSinks;

/// <summary>The rules of an EventSink that its schema cannot say, for the admission webhook and for the operator alike.</summary>
public static class EventSinkRules
{
    /// <summary>Each rule, in the order in which violations are told.</summary>
    public static IReadOnlyList<Rule<EventSinkCase>> Table { get; } =
    [
        new("spec.url", "An absolute http or https URL without user name, password and fragment.", UrlRules.Url),
        new("spec.url", "A public host, or one in the chart's events.allowedCidrs.", UrlRules.Public),
        new("spec.selector.matchLabels", "Labels and values as Kubernetes has them.", SelectorRules.Labels),
        new("spec.selector.matchExpressions[].key", "A label as Kubernetes has them.", SelectorRules.Keys),
        new("spec.selector.matchExpressions[].values", "At least one for In and NotIn, none for Exists and DoesNotExist, each a label's value.", SelectorRules.Values),
        new("spec.allNamespaces", "Only in the operator's own namespace.", AllNamespaces),
        new("spec.caBundle", "Certificates in PEM, at least one, and no private key.", CertificateRules.Bundle),
    ];

    /// <summary>All violations at once; empty when the sink may be as it is declared.</summary>
    public static IReadOnlyList<Violation> Check(EventSinkCase sink) => [.. Table.SelectMany(rule => rule.Check(sink))];

    private static IEnumerable<Violation> AllNamespaces(EventSinkCase sink)
    {
        if (sink is { OperatorNamespace: { } ns, Sink: { Spec.AllNamespaces: true, Metadata.Namespace: var own } } && own != ns)
            yield return new("spec.allNamespaces", "true", "only an EventSink in the operator's own namespace may ask for the events of all");
    }
}
