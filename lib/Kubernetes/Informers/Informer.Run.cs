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
            lock (_state) return new InformerHealth(IsSynced, _connected, _lastContact, _lastError);
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
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = new Backoff(_options.MinBackoff, _options.MaxBackoff);
        var failures = 0;
        var listed = false;
        while (!cancellationToken.IsCancellationRequested)
        {
            var opened = _time.GetTimestamp();
            var (reason, error) = await TurnAsync(listed, cancellationToken);
            if (cancellationToken.IsCancellationRequested) break;
            Restarted(reason, error);
            // When nothing changes, older servers (1.20) send nothing at all on a watch from the latest version, not even
            // bookmarks: only a list distinguishes a quiet resource from a dead connection.
            listed = reason is not (WatchEnd.Gone or WatchEnd.Relist or WatchEnd.Stalled) && ResourceVersion is not null;
            // Only a watch that lasted for a while counts as healthy; after one that ended at once, with or without an error, wait.
            failures = _time.GetElapsedTime(opened) > _options.MaxBackoff || (error is null && _time.GetElapsedTime(opened) > TimeSpan.FromSeconds(1)) ? 0 : failures + 1;
            if (failures > 0 && !await DelayAsync(backoff.Delay(failures), cancellationToken)) break;
        }
    }

    /// <summary>One list (unless there is a version to go on from) and one watch. Returns how it ended; never throws.</summary>
    private async Task<(string Reason, Exception? Error)> TurnAsync(bool listed, CancellationToken cancellationToken)
    {
        using var turn = new CancellationTokenSource(_options.StallTimeout, _time);
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
        var options = new ListOptions { LabelSelector = _options.LabelSelector, FieldSelector = _options.FieldSelector, Limit = _options.PageSize };
        // Only before a relist can objects have been deleted unseen.
        var unseen = new HashSet<NamespacedName>(Known.Names());
        string? next = null;
        string version;
        do
        {
            // Each object is handed over as it arrives: work on it begins before the rest of the list is read.
            (version, next) = await _client.ReadPageAsync(Type, _options.Namespace, options, next, Listed, turn.Token);
            Contact(turn);
        }
        while (next is not null);
        foreach (var name in unseen)
        {
            if (Known.Get(name) is { } last) Remove(name, last, tombstone: true, fromList: true);
        }
        Volatile.Write(ref _resourceVersion, version);
        if (!IsSynced)
        {
            _syncedAt = _time.GetTimestamp();
            _synced.SetResult();
            LogSynced(Resource, version);
        }
        cancellationToken.ThrowIfCancellationRequested();

        void Listed(T item)
        {
            unseen.Remove(NamespacedName.Of(item));
            Upsert(item, fromList: true);
        }
    }

    private async Task WatchAsync(CancellationTokenSource turn)
    {
        var options = new ListOptions { LabelSelector = _options.LabelSelector, FieldSelector = _options.FieldSelector };
        await foreach (var e in _client.WatchAsync(Type, _options.Namespace, _resourceVersion!, options, cancellationToken: turn.Token))
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
        if (error is null) LogEnded(Resource, reason);
        else LogFailed(error, Resource, reason);
        if (error is null) return;
        lock (_state) _lastError = error.Message;
    }

    private async Task<bool> DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(delay, _time, cancellationToken);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
