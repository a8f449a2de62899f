using Onair.Api.EventSinks;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Resources;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks;

/// <summary>Delivers the events in all outboxes. Each EventSink has a delivery of its own, so none waits for another.</summary>
internal sealed class SinkDeliveryRegistry(
    Informer<EventSink> sinks, IEnumerable<IOutbox> outboxes, SinkContext context, Func<string, SinkDelivery> create) : ILeaderTask
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (SinkDelivery Delivery, Task Run)> _running = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await sinks.WaitForSyncAsync(cancellationToken);
        foreach (var outbox in outboxes) await outbox.WaitForSyncAsync(cancellationToken);
        var subscriptions = new List<IDisposable>
        {
            sinks.Subscribe(e =>
            {
                if (context.IsOurs(e.Object)) With(e.Object.Key, d => d.Refresh(), cancellationToken);
            }),
        };
        subscriptions.AddRange(outboxes.Select(outbox => outbox.Subscribe(name => Wake(outbox, name, cancellationToken))));
        try
        {
            foreach (var outbox in outboxes)
                foreach (var name in outbox.Waiting()) Wake(outbox, name, cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            foreach (var subscription in subscriptions) subscription.Dispose();
            await DrainAsync();
        }
    }

    private void Wake(IOutbox outbox, NamespacedName name, CancellationToken cancellationToken)
    {
        foreach (var sink in outbox.Get(name).SelectMany(e => e.Sinks).Distinct(StringComparer.Ordinal)) With(sink, d => d.Wake(outbox, name), cancellationToken);
    }

    private void With(string sink, Action<SinkDelivery> act, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return;
        lock (_lock)
        {
            if (!_running.TryGetValue(sink, out var running))
            {
                var delivery = create(sink);
                running = (delivery, Task.Run(() => RunAsync(sink, delivery, cancellationToken), CancellationToken.None));
                _running[sink] = running;
            }
            act(running.Delivery);
        }
    }

    private async Task RunAsync(string sink, SinkDelivery delivery, CancellationToken cancellationToken)
    {
        await delivery.RunAsync(() => Remove(sink), cancellationToken);
        // Work that arrived while the delivery ended.
        if (!cancellationToken.IsCancellationRequested && delivery.HasWork) With(sink, d => d.Refresh(), cancellationToken);
    }

    private bool Remove(string sink)
    {
        lock (_lock) return _running.Remove(sink);
    }

    private async Task DrainAsync()
    {
        Task[] runs;
        lock (_lock)
        {
            runs = [.. _running.Values.Select(r => r.Run)];
            _running.Clear();
        }
        await Task.WhenAll(runs).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
