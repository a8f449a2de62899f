using System.Collections.Concurrent;
using Onair.Api.EventSinks;
using Onair.Kubernetes;

namespace Onair.Operator.EventSinks.Status;

/// <summary>One writer for the status of each EventSink.</summary>
internal sealed class SinkStatuses(SinkContext context, EntityWriter<EventSink> writer, KubernetesClient client, EventRecorder events, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, SinkStatusWriter> _writers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SinkStatusWriter> _active = new(StringComparer.Ordinal);

    /// <summary>Those that are delivered to by this process.</summary>
    public IEnumerable<SinkStatusWriter> Active => _active.Values;

    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    public SinkStatusWriter Of(string sink) => _writers.GetOrAdd(sink, _ => new(NameOf(sink), context, writer, client, events, time));

    /// <summary>It is delivered to, until the result is disposed of.</summary>
    public IDisposable Activate(string sink)
    {
        var status = Of(sink);
        (status.Numbers.Pending, status.Numbers.Breaker) = (0, Api.EventSinks.BreakerState.Closed);
        _active[sink] = status;
        return new Activation(() => _active.TryRemove(sink, out _));
    }

    private static NamespacedName NameOf(string sink)
    {
        var slash = sink.IndexOf('/', StringComparison.Ordinal);
        return new(sink[..slash], sink[(slash + 1)..]);
    }

    private sealed class Activation(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
