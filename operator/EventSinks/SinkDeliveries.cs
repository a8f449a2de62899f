using Onair.Api.EventSinks;
using Onair.Kubernetes;
using Onair.Operator.EventSinks.Delivery;
using Onair.Operator.Outboxes;

namespace Onair.Operator.EventSinks;

/// <summary>Brings the events in all outboxes to their EventSinks. Each has a delivery of its own: none waits for another.</summary>
internal sealed class SinkDeliveries(Informer<EventSink> sinks, SinkParts parts) : ILeaderTask
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (SinkDelivery Delivery, Task Run)> _running = new(StringComparer.Ordinal);

    public async Task RunAsync(CancellationToken ct)
    {
        await sinks.WaitForSyncAsync(ct);
        foreach (var outbox in parts.Outboxes) await outbox.WaitForSyncAsync(ct);
        var subscriptions = new List<IDisposable>
        {
            sinks.Subscribe(e =>
            {
                if (parts.Context.IsOurs(e.Object)) With(e.Object.Key, d => d.Poke(), ct);
            }),
        };
        subscriptions.AddRange(parts.Outboxes.Select(outbox => outbox.Subscribe(name => Wake(outbox, name, ct))));
        try
        {
            foreach (var outbox in parts.Outboxes)
                foreach (var name in outbox.Waiting()) Wake(outbox, name, ct);
            await Task.Delay(Timeout.Infinite, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            foreach (var subscription in subscriptions) subscription.Dispose();
            await DrainAsync();
        }
    }

    private void Wake(IOutbox outbox, NamespacedName name, CancellationToken ct)
    {
        foreach (var sink in outbox.Get(name).SelectMany(e => e.Sinks).Distinct(StringComparer.Ordinal)) With(sink, d => d.Wake(outbox, name), ct);
    }

    private void With(string sink, Action<SinkDelivery> act, CancellationToken ct)
    {
        if (ct.IsCancellationRequested) return;
        lock (_lock)
        {
            if (!_running.TryGetValue(sink, out var running))
            {
                var delivery = new SinkDelivery(sink, parts);
                running = (delivery, Task.Run(() => KeepRunningAsync(sink, delivery, ct), CancellationToken.None));
                _running[sink] = running;
            }
            act(running.Delivery);
        }
    }

    private async Task KeepRunningAsync(string sink, SinkDelivery delivery, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await delivery.RunAsync(() => Forget(sink), ct);
                // What came while it ended.
                if (parts.Statuses.Of(sink).Freshest is not null || parts.Waiting(sink).Any()) With(sink, d => d.Poke(), ct);
                return;
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                // No EventSink falls silent, and none stops the others.
                parts.LogLaneFailed(e, sink);
                await Task.Delay(TimeSpan.FromSeconds(5), parts.Time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private bool Forget(string sink)
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
