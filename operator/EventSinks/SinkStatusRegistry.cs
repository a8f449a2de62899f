using System.Collections.Concurrent;
using Onair.Api.EventSinks;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.EventSinks;

/// <summary>The statuses of all EventSinks.</summary>
internal sealed class SinkStatusRegistry(SinkContext context, EntityWriter<EventSink> writer, KubernetesClient client, EventRecorder events, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SinkStatus> _statuses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SinkStatus> _active = new(StringComparer.Ordinal);

    /// <summary>Those of the EventSinks that this process delivers to.</summary>
    public IEnumerable<SinkStatus> Active => _active.Values;

    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    public SinkStatus Of(string sink) => _statuses.GetOrAdd(sink, _ => new(NameOf(sink), context, writer, client, events, time));

    /// <summary>This process delivers to the EventSink until the result is disposed of.</summary>
    public IDisposable Activate(string sink)
    {
        var status = Of(sink);
        (status.Pending, status.Breaker) = (0, BreakerState.Closed);
        _active[sink] = status;
        return new Activation(() => _active.TryRemove(sink, out _));
    }

    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    public static NamespacedName NameOf(string sink)
    {
        var slash = sink.IndexOf('/', StringComparison.Ordinal);
        return new(sink[..slash], sink[(slash + 1)..]);
    }

    private sealed class Activation(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
