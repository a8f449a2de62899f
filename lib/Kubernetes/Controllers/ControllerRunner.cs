using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Metrics;
using Onair.Kubernetes.Queue;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Controllers;

/// <summary>Runs one controller: cache → queue → workers. One run is one term of leadership and has its own queue.</summary>
internal sealed partial class ControllerRunner<T> : ILeaderTask where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly IEntityController<T> _controller;
    private readonly Informer<T> _informer;
    private readonly EntityWriter<T> _writer;
    private readonly ControllerOptions<T> _options;
    private readonly IReadOnlyList<ISecondaryWatch<T>> _watches;
    private readonly ReconcileRequests<T> _requests;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _name;

    public ControllerRunner(
        IEntityController<T> controller,
        Informer<T> informer,
        EntityWriter<T> writer,
        ControllerOptions<T> options,
        IReadOnlyList<ISecondaryWatch<T>> watches,
        IReadOnlyList<IInformer> caches,
        ReconcileRequests<T> requests,
        TimeProvider time,
        ILogger logger)
    {
        (_controller, _informer, _writer, _options) = (controller, informer, writer, options);
        (_watches, Caches, _requests, _time, _logger) = (watches, caches, requests, time, logger);
        _name = options.Name ?? informer.Type.Plural;
    }

    /// <summary>The caches whose whole lists are waited for.</summary>
    public IReadOnlyList<IInformer> Caches { get; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Not for the whole list of the controller's own kind: what it has listed so far is reconciled meanwhile.
        foreach (var cache in Caches) await cache.WaitForSyncAsync(cancellationToken);

        using var queue = new WorkQueue<NamespacedName>(_name, _options.MinBackoff, _options.MaxBackoff, _time);
        var parked = new ParkedKeys(queue);
        _writer.OwnWrites.Seen += parked.Release;
        _requests.Requested += Request;
        var subscriptions = new List<IDisposable> { _informer.Subscribe(e => Enqueue(queue, e)) };
        subscriptions.AddRange(_watches.Select(w => w.Subscribe(_informer.Known, name => queue.Add(name))));
        try
        {
            await Task.WhenAll(Enumerable.Range(0, _options.MaxConcurrentReconciles).Select(_ => WorkAsync(queue, parked, cancellationToken)));
        }
        finally
        {
            foreach (var subscription in subscriptions) subscription.Dispose();
            _requests.Requested -= Request;
            _writer.OwnWrites.Seen -= parked.Release;
        }

        void Request(NamespacedName name) => queue.Add(name);
    }

    private void Enqueue(WorkQueue<NamespacedName> queue, InformerEvent<T> e)
    {
        // An object that can be read again has been skipped until now.
        if (e is { Type: InformerEventType.Modified, Old.Metadata.Unreadable: null } && !_options.IsWorthReconciling(e.Old!, e.Object)) return;
        queue.Add(NamespacedName.Of(e.Object), e.FromList ? QueuePriority.Low : QueuePriority.High);
    }

    private async Task WorkAsync(WorkQueue<NamespacedName> queue, ParkedKeys parked, CancellationToken cancellationToken)
    {
        // Workers start on the pool, not one after another on the caller's thread.
        await Task.Yield();
        while (!cancellationToken.IsCancellationRequested)
        {
            NamespacedName key;
            try
            {
                key = await queue.GetAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            try
            {
                await ProcessAsync(key, queue, parked, cancellationToken);
            }
            finally
            {
                queue.Done(key);
            }
        }
    }

    private async Task ProcessAsync(NamespacedName key, WorkQueue<NamespacedName> queue, ParkedKeys parked, CancellationToken cancellationToken)
    {
        if (MustWait(key, queue, parked)) return;
        // Deleted, not listed yet, or with a field that cannot be read: what the object declares is not known, so that all it has stays as it is.
        if (_informer.Known.Get(key) is not { Metadata.Unreadable: null } cached)
        {
            queue.Forget(key);
            return;
        }
        var started = _time.GetTimestamp();
        string result;
        try
        {
            var outcome = await _controller.ReconcileAsync(Copy(cached), cancellationToken);
            queue.Forget(key);
            if (outcome.Delay is { } delay) queue.AddAfter(key, delay);
            else if (_options.ResyncPeriod is { } period) queue.AddAfter(key, period * (0.8 + 0.4 * Random.Shared.NextDouble()), QueuePriority.Low);
            result = outcome.Delay is null ? "success" : "requeue";
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            result = "cancelled";
        }
        catch (Exception e)
        {
            // The boundary of a reconcile: the failure of one object is retried and never affects another.
            result = Failed(key, e, queue.AddRateLimited(key));
        }
        KubernetesMetrics.Reconciles.Add(1, new("controller", _name), new("result", result));
        KubernetesMetrics.ReconcileDuration.Record(_time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("controller", _name));
    }

    /// <summary>Whether the cache lags behind our own last write. The key then comes back once the write is seen, or after a timeout.</summary>
    private bool MustWait(NamespacedName key, WorkQueue<NamespacedName> queue, ParkedKeys parked)
    {
        if (_writer.OwnWrites.Behind(key) is not { } behind) return false;
        KubernetesMetrics.CacheWaits.Add(1, new KeyValuePair<string, object?>("controller", _name));
        if (behind > 3 * _options.CacheWait)
        {
            // Listed again and still not seen: the version cannot be compared.
            LogCacheGaveUp(_name, key);
            _writer.OwnWrites.Forget(key);
            return false;
        }
        if (behind > _options.CacheWait)
        {
            LogCacheBehind(_name, key, behind.TotalSeconds);
            _informer.RequestRelist();
        }
        parked.Park(key, _options.CacheWait);
        if (_writer.OwnWrites.Behind(key) is null) parked.Release(key);
        return true;
    }

    private string Failed(NamespacedName key, Exception e, TimeSpan retry)
    {
        if (e is ApiException { IsConflict: true })
        {
            LogConflict(_name, key, retry.TotalMilliseconds);
            return "conflict";
        }
        if (Defects.IsDefect(e))
        {
            KubernetesMetrics.ReconcilePanics.Add(1, new KeyValuePair<string, object?>("controller", _name));
            LogPanicked(e, _name, key);
            return "panic";
        }
        LogReconcileFailed(e, _name, key, retry.TotalMilliseconds);
        return "error";
    }

    private T Copy(T cached) => _informer.Type.Stamp(ObjectJson.Copy(cached, _informer.Type.TypeInfo));
}
