namespace Onair.Kubernetes;

public sealed partial class Informer<T>
{
    private readonly Lock _state = new();
    private string? _resourceVersion;
    private CancellationTokenSource? _watch;
    private bool _relistRequested;
    private bool _connected;
    private DateTimeOffset? _lastContact;
    private string? _lastError;

    /// <inheritdoc />
    public InformerHealth Health
    {
        get
        {
            lock (_state) return new InformerHealth(_synced.Task.IsCompleted, _connected, _lastContact, _lastError);
        }
    }

    /// <inheritdoc />
    public TimeSpan StallTimeout => _options.StallTimeout;

    /// <summary>Drops the watch and lists again.</summary>
    public void RequestRelist()
    {
        lock (_state)
        {
            _relistRequested = true;
            _watch?.Cancel();
        }
    }

    /// <inheritdoc />
    public async Task RunAsync(CancellationToken ct)
    {
        var backoff = new Backoff(_options.MinBackoff, _options.MaxBackoff);
        var failures = 0;
        var listed = false;
        while (!ct.IsCancellationRequested)
        {
            var opened = _time.GetTimestamp();
            var (reason, error) = await TurnAsync(listed, ct);
            if (ct.IsCancellationRequested) break;
            Restarted(reason, error);
            // Of a kind in which nothing happens, older servers (1.20) send nothing at all to a watch from the latest version, not even
            // bookmarks: only a list tells such a kind from a connection that is dead.
            listed = reason is not (WatchEnd.Gone or WatchEnd.Relist or WatchEnd.Stalled) && ResourceVersion is not null;
            // A watch that held for a while was a good one; one that ends at once, with or without an error, is not asked for again at once.
            failures = _time.GetElapsedTime(opened) > _options.MaxBackoff || (error is null && _time.GetElapsedTime(opened) > TimeSpan.FromSeconds(1)) ? 0 : failures + 1;
            if (failures > 0 && !await DelayAsync(backoff.Delay(failures), ct)) break;
        }
    }

    /// <summary>One list (unless there is a version to go on from) and one watch; tells how it ended, never throws.</summary>
    private async Task<(string Reason, Exception? Error)> TurnAsync(bool listed, CancellationToken ct)
    {
        using var turn = new CancellationTokenSource(_options.StallTimeout, _time);
        await using var registration = ct.UnsafeRegister(static s => ((CancellationTokenSource)s!).Cancel(), turn);
        lock (_state)
        {
            _watch = turn;
            if (_relistRequested) listed = false;
            _relistRequested = false;
        }
        try
        {
            if (!listed) await ListAsync(turn, ct);
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
            // An informer outlives whatever the network and the server do.
            return (WatchEnd.Error, e);
        }
        finally
        {
            lock (_state) (_watch, _connected) = (null, false);
        }
    }

    private async Task ListAsync(CancellationTokenSource turn, CancellationToken ct)
    {
        var options = new ListOptions { LabelSelector = _options.LabelSelector, FieldSelector = _options.FieldSelector, Limit = _options.PageSize };
        // Only a relist has anything that could have been deleted meanwhile.
        var unseen = new HashSet<NamespacedName>(_store.Names());
        string? next = null;
        string version;
        do
        {
            var page = await _client.ListPageAsync(Type, _options.Namespace, options, next, turn.Token);
            Contact(turn);
            foreach (var item in page.Items)
            {
                unseen.Remove(NamespacedName.Of(item));
                Upsert(item, fromList: true);
            }
            (next, version) = (page.Continue, page.ResourceVersion);
        }
        while (next is not null);
        foreach (var name in unseen)
        {
            if (_store.Get(name) is { } last) Remove(name, last, tombstone: true, fromList: true);
        }
        Volatile.Write(ref _resourceVersion, version);
        if (_synced.TrySetResult()) LogSynced(_log, Resource, version);
        ct.ThrowIfCancellationRequested();
    }

    private async Task WatchAsync(CancellationTokenSource turn)
    {
        var options = new ListOptions { LabelSelector = _options.LabelSelector, FieldSelector = _options.FieldSelector };
        await foreach (var e in _client.WatchAsync(Type, _options.Namespace, _resourceVersion!, options, ct: turn.Token))
        {
            Contact(turn, connected: true);
            switch (e.Type)
            {
                case WatchEventType.Added or WatchEventType.Modified:
                    Upsert(e.Object!, fromList: false);
                    break;
                case WatchEventType.Deleted:
                    _options.Transform?.Invoke(e.Object!);
                    Remove(NamespacedName.Of(e.Object!), e.Object!, tombstone: false, fromList: false);
                    break;
            }
            Volatile.Write(ref _resourceVersion, e.ResourceVersion);
        }
    }

    private void Contact(CancellationTokenSource turn, bool connected = false)
    {
        lock (_state)
        {
            _lastContact = _time.GetUtcNow();
            _lastError = null;
            _connected = connected;
            if (!_relistRequested && !turn.IsCancellationRequested) turn.CancelAfter(_options.StallTimeout);
        }
    }

    private void Restarted(string reason, Exception? error)
    {
        KubernetesMetrics.WatchRestarts.Add(1, new("resource", Resource), new("reason", reason));
        if (error is null) LogEnded(_log, Resource, reason);
        else LogFailed(_log, error, Resource, reason);
        if (error is null) return;
        lock (_state) _lastError = error.Message;
    }

    private async Task<bool> DelayAsync(TimeSpan delay, CancellationToken ct)
    {
        try
        {
            await Task.Delay(delay, _time, ct);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
