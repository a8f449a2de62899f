using Onair.Api.Common;

namespace Onair.Events.Delivery;

/// <summary>
/// The events for one receiver, and the workers that hand them on in batches. A worker has one or more sources and one batch at a time, so
/// the events of a source stay in order; it runs while there are events, and costs nothing in between.
/// </summary>
public sealed class DeliveryQueue : IAsyncDisposable
{
    private static readonly TimeSpan PauseAfterError = TimeSpan.FromSeconds(1);

    private readonly int _batchSize;
    private readonly Func<Batch, CancellationToken, Task> _handle;
    private readonly IDeliveryHost _host;
    private readonly TimeProvider _time;
    private readonly OutcomeRecorder _recorder;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _stopping;

    // Held briefly: never while a source is asked, which may have locks of its own.
    private readonly Lock _lock = new();
    private readonly Dictionary<object, Worker> _workers = [];

    /// <param name="batchSize">The most events of a batch.</param>
    /// <param name="handle">Brings a batch to its end: settles it or turns it into dead letters. Cancelled when the queue is disposed of.</param>
    /// <param name="host">Hears of errors.</param>
    /// <param name="time">The clock.</param>
    /// <param name="recording">Stops the queue, and ends the recording of outcomes, which outlives the disposal of the queue otherwise.</param>
    public DeliveryQueue(int batchSize, Func<Batch, CancellationToken, Task> handle, IDeliveryHost host, TimeProvider time, CancellationToken recording)
    {
        (_batchSize, _handle, _host, _time, _recorder) = (batchSize, handle, host, time, new(host, time, recording));
        _stop = CancellationTokenSource.CreateLinkedTokenSource(recording);
        _stopping = _stop.Token;
    }

    /// <summary>A source has events, or may have some.</summary>
    /// <param name="worker">The worker; sources that share one share its batches.</param>
    /// <param name="key">The source; its equal is not added again.</param>
    /// <param name="source">Creates the source.</param>
    public void Wake(object worker, object key, Func<IEventSource> source)
    {
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested) return;
            if (!_workers.TryGetValue(worker, out var found)) _workers[worker] = found = new();
            if (!found.Sources.ContainsKey(key)) found.Sources[key] = source();
            found.Wakes++;
            if (found.Work.IsCompleted) found.Work = Task.Run(() => WorkAsync(found), CancellationToken.None);
        }
    }

    /// <summary>Removes workers and sources that have no events.</summary>
    /// <returns>Whether none is left.</returns>
    public async Task<bool> RemoveIdleAsync()
    {
        KeyValuePair<object, Worker>[] workers;
        lock (_lock) workers = [.. _workers];
        foreach (var (key, worker) in workers)
        {
            var (wakes, sources) = Snapshot(worker);
            var idle = new List<object>();
            foreach (var (sourceKey, source) in sources)
                if ((await source.PendingAsync(1, _stopping)).Count == 0) idle.Add(sourceKey);
            lock (_lock)
            {
                if (wakes != worker.Wakes || !worker.Work.IsCompleted) continue;
                foreach (var sourceKey in idle) worker.Sources.Remove(sourceKey);
                if (worker.Sources.Count == 0) _workers.Remove(key);
            }
        }
        lock (_lock) return _workers.Count == 0;
    }

    /// <summary>Stops the workers, and waits until the outcomes of the batches that they have sent are recorded.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Task[] work;
        lock (_lock) work = [.. _workers.Values.Select(w => w.Work)];
        await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WorkAsync(Worker worker)
    {
        while (true)
        {
            try
            {
                if (await NextAsync(worker) is not { } batch) return;
                _stopping.ThrowIfCancellationRequested();
                await _handle(batch, _stopping);
            }
            catch (Exception e) when (!_stopping.IsCancellationRequested)
            {
                // The events stay pending until they are settled: nothing is lost.
                _host.WorkerFailed(e);
                await Task.Delay(PauseAfterError, _time, _stopping);
            }
        }
    }

    private async Task<Batch?> NextAsync(Worker worker)
    {
        while (true)
        {
            var (wakes, sources) = Snapshot(worker);
            var parts = new List<(IEventSource Source, IReadOnlyList<PendingEvent> Events)>();
            var left = _batchSize;
            foreach (var (_, source) in sources)
            {
                if (left == 0) break;
                var events = await source.PendingAsync(left, _stopping);
                if (events.Count > 0) parts.Add((source, events));
                left -= events.Count;
            }
            if (parts.Count > 0) return new(parts, _recorder);
            lock (_lock)
            {
                if (wakes != worker.Wakes) continue;
                worker.Work = Task.CompletedTask;
                return null;
            }
        }
    }

    private (long Wakes, KeyValuePair<object, IEventSource>[] Sources) Snapshot(Worker worker)
    {
        lock (_lock) return (worker.Wakes, [.. worker.Sources]);
    }

    private sealed class Worker
    {
        public Dictionary<object, IEventSource> Sources { get; } = [];

        /// <summary>How often it was woken: events that arrive while it looks for some are not missed.</summary>
        public long Wakes { get; set; }

        /// <summary>Completed when there are no events.</summary>
        public Task Work { get; set; } = Task.CompletedTask;
    }
}
