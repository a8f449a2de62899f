using k8s;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Sinks;
using Onair.Kubernetes.Informers;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks;

/// <summary>The EventSinks as outboxes know them.</summary>
internal sealed class SinkDirectory(Informer<EventSink> sinks, SinkContext context, DeadLetters deadLetters, TimeProvider time) : ISinkDirectory
{
    private static readonly Dictionary<string, string> NoLabels = [];

    public async Task<IReadOnlyList<string>> ForAsync(IKubernetesObject<V1ObjectMeta> resource, string type, CancellationToken cancellationToken)
    {
        await sinks.WaitForSyncAsync(cancellationToken);
        var (ns, labels) = (resource.Namespace()!, resource.Metadata.Labels ?? NoLabels);
        return [.. sinks.List().Where(sink => SinkSelection.Wants(sink, type, ns, labels, context.OperatorNamespace)).Select(sink => sink.Key).Order(StringComparer.Ordinal)];
    }

    // One that is not known yet gets nothing before it is.
    public bool Admits(string sink, string? ns) =>
        sinks.Known.Get(SinkStatusRegistry.NameOf(sink)) is not { } found || SinkSelection.Admits(found, ns, context.OperatorNamespace);

    // The events for a sink that is gone are settled by its delivery.
    public string? ProblemOf(string sink) => sinks.Get(SinkStatusRegistry.NameOf(sink)) is { } found ? SinkProblem.Of(found.Recorded, time.GetUtcNow(), TimeSpan.FromSeconds(context.Options.FailingSeconds)) : null;

    public Task AddDeadLettersAsync(string sink, IReadOnlyList<PendingEvent> events, string reason, CancellationToken cancellationToken) =>
        deadLetters.AddAsync(sink, events, reason, cancellationToken);
}
