using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Metrics;
using Onair.Kubernetes.Resources;
using Onair.Primitives;

namespace Onair.Kubernetes.Informers;

/// <summary>Keeps an informer's store equal to the server: it lists, then watches, and lists again when the watch may have missed something.</summary>
/// <typeparam name="T">The kind.</typeparam>
internal sealed partial class Reflector<T>(
    KubernetesClient client, ResourceType<T> type, string resource, InformerOptions<T> options, InformerStore<T> store, TimeProvider time, ILogger logger)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _state = new();
    private string? _resourceVersion;
    private long _syncedAt;
    private CancellationTokenSource? _watch;
    private bool _relistRequested;
    private bool _connected;
    private DateTimeOffset? _lastContact;
    private string? _lastError;

    /// <summary>Completes with the first list.</summary>
    public Task Synced => _synced.Task;

    /// <summary>When the first list was complete, by the clock's timestamp; null before.</summary>
    public long? SyncedAt => Synced.IsCompleted ? _syncedAt : null;

    /// <summary>The version up to which the store has seen everything; null before the first list.</summary>
    public string? ResourceVersion => Volatile.Read(ref _resourceVersion);

    /// <summary>How the list or watch is doing.</summary>
    public InformerHealth Health
    {
        get
        {
            lock (_state) return new InformerHealth(Synced.IsCompleted, _connected, _lastContact, _lastError);
        }
    }

    /// <summary>Drops the watch and lists again.</summary>
    public void RequestRelist()
    {
        lock (_state)
        {
            _relistRequested = true;
            _watch?.Cancel();
        }
    }

    /// <summary>Lists and watches until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(options.MinBackoff, options.MaxBackoff);
        var failures = 0;
        var listed = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            var opened = time.GetTimestamp();
            var (reason, error) = await TurnAsync(listed, cancellationToken);
            if (cancellationToken.IsCancellationRequested) break;
            Restarted(reason, error);
            // When nothing changes, older servers (1.20) send nothing at all on a watch from the latest version, not even
            // bookmarks: only a list distinguishes a quiet resource from a dead connection.
            listed = reason is not (WatchEnd.Gone or WatchEnd.Relist or WatchEnd.Stalled) && ResourceVersion is not null;
            // Only a watch that lasted for a while counts as healthy; after one that ended at once, with or without an error, wait.
            failures = time.GetElapsedTime(opened) > options.MaxBackoff || (error is null && time.GetElapsedTime(opened) > TimeSpan.FromSeconds(1)) ? 0 : failures + 1;
            if (failures > 0) await Task.Delay(backoff.Spread(failures), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>One list (unless there is a version to go on from) and one watch. Returns how it ended; never throws.</summary>
    private async Task<(string Reason, Exception? Error)> TurnAsync(bool listed, CancellationToken cancellationToken)
    {
        using var turn = new CancellationTokenSource(options.StallTimeout, time);
        await using var registration = cancellationToken.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), turn);
        lock (_state)
        {
            _watch = turn;
            if (_relistRequested) listed = false;
            _relistRequested = false;
        }
        try
        {
            if (!listed) await ListAsync(turn, cancellationToken);
            await WatchAsync(turn);
            return (WatchEnd.Closed, null);
        }
        catch (ApiException e) when (e.IsGone)
        {
            return (WatchEnd.Gone, e);
        }
        catch (OperationCanceledException)
        {
            lock (_state) return (_relistRequested ? WatchEnd.Relist : WatchEnd.Stalled, null);
        }
        catch (Exception e)
        {
            // An informer survives every failure of the network and the server.
            return (WatchEnd.Error, e);
        }
        finally
        {
            lock (_state) (_watch, _connected) = (null, false);
        }
    }

    private async Task ListAsync(CancellationTokenSource turn, CancellationToken cancellationToken)
    {
        var request = new ListOptions { LabelSelector = options.LabelSelector, FieldSelector = options.FieldSelector, Limit = options.PageSize };
        // Only before a relist can objects have been deleted unseen.
        var unseen = new HashSet<NamespacedName>(store.Known.Names());
        string? next = null;
        string version;
        do
        {
            // Each object is handed over as it arrives: work on it begins before the rest of the list is read.
            (version, next) = await client.ReadPageAsync(type, options.Namespace, request, next, Listed, turn.Token);
            Contact(turn);
        }
        while (next is not null);
        foreach (var name in unseen) store.RemoveUnlisted(name);
        Volatile.Write(ref _resourceVersion, version);
        if (!Synced.IsCompleted)
        {
            _syncedAt = time.GetTimestamp();
            _synced.SetResult();
            LogSynced(resource, version);
        }
        cancellationToken.ThrowIfCancellationRequested();

        void Listed(T item)
        {
            unseen.Remove(NamespacedName.Of(item));
            store.Upsert(item, fromList: true);
        }
    }

    private async Task WatchAsync(CancellationTokenSource turn)
    {
        var request = new ListOptions { LabelSelector = options.LabelSelector, FieldSelector = options.FieldSelector };
        await foreach (var e in client.WatchAsync(type, options.Namespace, _resourceVersion!, request, cancellationToken: turn.Token))
        {
            Contact(turn, connected: true);
            switch (e.Type)
            {
                case WatchEventType.Added or WatchEventType.Modified:
                    store.Upsert(e.Object!, fromList: false);
                    break;
                case WatchEventType.Deleted:
                    store.Remove(e.Object!);
                    break;
            }
            Volatile.Write(ref _resourceVersion, e.ResourceVersion);
        }
    }

    private void Contact(CancellationTokenSource turn, bool connected = false)
    {
        lock (_state)
        {
            _lastContact = time.GetUtcNow();
            _lastError = null;
            _connected = connected;
            if (!_relistRequested && !turn.IsCancellationRequested) turn.CancelAfter(options.StallTimeout);
        }
    }

    private void Restarted(string reason, Exception? error)
    {
        KubernetesMetrics.WatchRestarts.Add(1, new("resource", resource), new("reason", reason));
        if (error is null) LogEnded(resource, reason);
        else LogFailed(error, resource, reason);
        if (error is null) return;
        lock (_state) _lastError = error.Message;
    }

    [LoggerMessage(1, LogLevel.Information, "{Resource}: cache synced at version {Version}")]
    private partial void LogSynced(string resource, string version);

    [LoggerMessage(2, LogLevel.Debug, "{Resource}: watch ended: {Reason}")]
    private partial void LogEnded(string resource, string reason);

    [LoggerMessage(3, LogLevel.Warning, "{Resource}: list or watch failed: {Reason}")]
    private partial void LogFailed(Exception? error, string resource, string reason);
}
