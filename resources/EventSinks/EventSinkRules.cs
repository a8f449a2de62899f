namespace Onair.Resources.EventSinks;

/// <summary>The rules of an EventSink that its schema cannot say, for the admission webhook and for the operator alike.</summary>
public static class EventSinkRules
{
    /// <summary>Each rule, in the order in which violations are told.</summary>
    public static IReadOnlyList<Rule<EventSinkCase>> Table { get; } =
    [
        new("spec.url", "An absolute http or https URL without user name and password.", sink => HttpUrls.Check("spec.url", sink.Sink.Spec.Url)),
    ];

    /// <summary>All violations at once; empty when the sink may be as it is declared.</summary>
    public static IReadOnlyList<Violation> Check(EventSinkCase sink) => [.. Table.SelectMany(rule => rule.Broken(sink))];
}
