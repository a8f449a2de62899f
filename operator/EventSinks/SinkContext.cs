using k8s.Models;
using Onair.Api.EventSinks;
using Onair.Api.Rules;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.EventSinks;

/// <summary>Settings that apply to all EventSinks.</summary>
internal sealed class SinkContext(OperatorOptions options, KubernetesClient client)
{
    public EventOptions Options => options.Events;

    /// <summary>The namespace whose EventSinks may ask for the events of all namespaces: the one of the Lease.</summary>
    public string OperatorNamespace => options.LeaseNamespace.Length > 0 ? options.LeaseNamespace : client.Configuration.Namespace;

    /// <summary>Whether this operator delivers to an EventSink: others may serve other namespaces.</summary>
    public bool IsOurs(EventSink sink) =>
        options.WatchNamespace.Length == 0 || sink.Namespace() == options.WatchNamespace || sink.Namespace() == OperatorNamespace;

    /// <summary>The rules that an EventSink breaks. Nothing is sent to one that cannot be read.</summary>
    public IReadOnlyList<Violation> Violations(EventSink sink) => sink.Metadata.Unreadable is { } field
        ? [new(field.Path, field.Value, field.Rule)]
        : EventSinkRules.Check(new(sink) { OperatorNamespace = OperatorNamespace, AllowedCidrs = options.Events.AllowedCidrs });
}
