using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events.Sinks;
using Onair.Kubernetes;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks;

/// <summary>The EventSinks as outboxes know them.</summary>
internal sealed class SinkDirectory(Informer<EventSink> sinks, SinkContext context, DeadLetters deadLetters) : ISinkDirectory
{
    private static readonly Dictionary<string, string> NoLabels = [];

    public async Task<IReadOnlyList<string>> ForAsync(IKubernetesObject resource, string type, CancellationToken cancellationToken)
    {
        await sinks.WaitForSyncAsync(cancellationToken);
        var (ns, labels) = (resource.Metadata.Namespace!, resource.Metadata.Labels ?? NoLabels);
        return [.. sinks.List().Where(sink => SinkSelection.Wants(sink, type, ns, labels, context.OperatorNamespace)).Select(sink => sink.Key).Order(StringComparer.Ordinal)];
    }

    public string? ProblemOf(string sink)
    {
        // A sink that is gone settles its events itself.
        if (sinks.Get(SinkStatuses.NameOf(sink))?.Recorded is not { } status) return null;
        if (status.Conditions.FirstOrDefault(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True }) is { } stalled) return stalled.Message;
        return status.Breaker is BreakerState.Open or BreakerState.HalfOpen ? status.LastError?.Message ?? "several requests in a row failed" : null;
    }

    public Task AddDeadLettersAsync(string sink, IReadOnlyList<PendingEvent> events, string reason, CancellationToken cancellationToken) =>
        deadLetters.AddAsync(sink, events, reason, cancellationToken);
}
