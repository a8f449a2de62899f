using Onair.Api.EventSinks;
using Onair.Events.Sinks;
using Onair.Kubernetes;
using Onair.Operator.EventSinks;

namespace Onair.Operator.Outboxes;

/// <summary>Which EventSinks an event is for.</summary>
internal sealed class SinkDirectory(Informer<EventSink> sinks, SinkContext context)
{
    private static readonly Dictionary<string, string> NoLabels = [];

    /// <summary>The sinks of an event, as <c>namespace/name</c>, once all sinks are known: what is not recorded for a sink it never gets.</summary>
    public async Task<IReadOnlyList<string>> ForAsync(IKubernetesObject resource, string type, CancellationToken cancellationToken)
    {
        await sinks.WaitForSyncAsync(cancellationToken);
        var (ns, labels) = (resource.Metadata.Namespace!, resource.Metadata.Labels ?? NoLabels);
        return [.. sinks.List().Where(sink => SinkSelection.Wants(sink, type, ns, labels, context.OperatorNamespace)).Select(sink => sink.Key).Order(StringComparer.Ordinal)];
    }
}
