using k8s.Models;
using Onair.Api.EventSinks;

namespace Onair.Events.Sinks;

/// <summary>Which events an EventSink is for. Pure functions.</summary>
public static class SinkSelection
{
    /// <summary>Whether it is for an event.</summary>
    /// <param name="sink">The EventSink.</param>
    /// <param name="type">The event's type.</param>
    /// <param name="ns">The resource's namespace.</param>
    /// <param name="labels">The resource's labels.</param>
    /// <param name="operatorNamespace">The namespace whose EventSinks may ask for the events of all.</param>
    public static bool Wants(EventSink sink, string type, string ns, IDictionary<string, string> labels, string operatorNamespace) =>
        !IsGone(sink)
        && sink.Metadata.DeletionTimestamp is null
        && Admits(sink, ns, operatorNamespace)
        && (sink.Spec.Events.Count == 0 || sink.Spec.Events.Any(pattern => Matches(pattern, type)))
        && Matches(sink.Spec.Selector, labels);

    /// <summary>Whether it may get events of a namespace: its own, or all.</summary>
    /// <param name="sink">The EventSink.</param>
    /// <param name="ns">The resource's namespace.</param>
    /// <param name="operatorNamespace">The namespace whose EventSinks may ask for the events of all.</param>
    public static bool Admits(EventSink sink, string? ns, string operatorNamespace)
    {
        ArgumentNullException.ThrowIfNull(sink);
        return sink.Namespace() == ns || (sink.Spec.AllNamespaces && sink.Namespace() == operatorNamespace);
    }

    /// <summary>Whether the receiver has returned 410 Gone for the current generation of the spec.</summary>
    public static bool IsGone(EventSink sink) => sink.Recorded.GoneGeneration is { } gone && gone == sink.Metadata.Generation;

    // The schema allows the star only at the end.
    private static bool Matches(string pattern, string type) =>
        pattern.EndsWith('*') ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == type;

    private static bool Matches(LabelSelector selector, IDictionary<string, string> labels) =>
        selector.MatchLabels.All(label => labels.TryGetValue(label.Key, out var value) && value == label.Value)
        && selector.MatchExpressions.All(requirement => Holds(requirement, labels.TryGetValue(requirement.Key, out var value) ? value : null));

    private static bool Holds(LabelRequirement requirement, string? value) => requirement.Operator switch
    {
        LabelOperator.In => value is not null && requirement.Values.Contains(value),
        LabelOperator.NotIn => value is null || !requirement.Values.Contains(value),
        LabelOperator.Exists => value is not null,
        _ => value is null,
    };
}
