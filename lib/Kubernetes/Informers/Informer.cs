using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Onair.Kubernetes;

/// <summary>A local, indexed copy of a resource that follows the server: paged list, then watch, bookmarks, relist on 410
/// with inferred deletions, and a watchdog for watches that stall. Its objects are shared: copy one before
/// changing it.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed partial class Informer<T> : IInformer where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly KubernetesClient _client;
    private readonly InformerOptions<T> _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource _synced = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _dispatch = new();
    private Action<InformerEvent<T>>[] _handlers = [];
    private long _syncedAt;

    /// <summary>An informer; nothing happens until <see cref="RunAsync"/>.</summary>
    public Informer(KubernetesClient client, ResourceType<T> type, InformerOptions<T>? options = null, TimeProvider? time = null, ILogger? logger = null)
    {
        _client = client;
        Type = type;
        _options = options ?? new InformerOptions<T>();
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        Known = new KnownObjects<T>(_options.Indexes);
        Resource = type.Group.Length == 0 ? type.Plural : $"{type.Plural}.{type.Group}";
    }

    /// <summary>The resource watched.</summary>
    public ResourceType<T> Type { get; }

    /// <inheritdoc />
    public string Resource { get; }

    /// <summary>The version up to which the store has seen everything; null before the first list.</summary>
    public string? ResourceVersion => Volatile.Read(ref _resourceVersion);

    /// <summary>The first list is complete: an object that is not here does not exist.</summary>
    public bool IsSynced => _synced.Task.IsCompleted;

    /// <summary>When the first list was complete, by the clock's timestamp; null before.</summary>
    internal long? SyncedAt => IsSynced ? _syncedAt : null;

    /// <summary>What was listed or observed so far, for work that needs no absent object: metrics, and keys that the rest of the list adds later.</summary>
    public KnownObjects<T> Known { get; }

    /// <summary>The object, or null when it does not exist. Never change it.</summary>
    /// <exception cref="CacheNotSyncedException">It is not known, and the first list is not complete.</exception>
    public T? Get(NamespacedName name) => Known.Get(name) ?? Whole().Get(name);

    /// <summary>The object, or null when it does not exist or has a field that cannot be read. Never change it.</summary>
    /// <exception cref="CacheNotSyncedException">It is not known, and the first list is not complete.</exception>
    public T? GetReadable(NamespacedName name) => Get(name) is { Metadata.Unreadable: null } readable ? readable : null;

    /// <summary>All objects, those with an unreadable field included, in no order. Never change one.</summary>
    /// <exception cref="CacheNotSyncedException">The first list is not complete.</exception>
    public IReadOnlyList<T> List() => Whole().List();

    /// <summary>The objects for which index <paramref name="index"/> gave <paramref name="key"/>.</summary>
    /// <exception cref="KeyNotFoundException">No such index was declared.</exception>
    /// <exception cref="CacheNotSyncedException">The first list is not complete.</exception>
    public IReadOnlyList<T> ByIndex(string index, string key) => Whole().ByIndex(index, key);

    /// <inheritdoc />
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _synced.Task.WaitAsync(cancellationToken);

    /// <summary>Calls <paramref name="handler"/> for every object now known (as Added, from list) and then for every change, in
    /// order, on the informer's own thread: the handler must return at once. Dispose to stop.</summary>
    public IDisposable Subscribe(Action<InformerEvent<T>> handler)
    {
        lock (_dispatch)
        {
            foreach (var obj in Known.List()) handler(new InformerEvent<T>(InformerEventType.Added, obj, FromList: true));
            _handlers = [.. _handlers, handler];
        }
        return new Subscription(this, handler);
    }

    private KnownObjects<T> Whole() => IsSynced ? Known : throw new CacheNotSyncedException($"{Resource}: the first list is not complete; absence from the cache proves nothing yet");

    private void Upsert(T obj, bool fromList)
    {
        _options.Transform?.Invoke(obj);
        var name = NamespacedName.Of(obj);
        lock (_dispatch)
        {
            var known = Known.Get(name);
            if (known is not null && known.Metadata.Uid != obj.Metadata.Uid)
            {
                // Deleted and created again between two lists.
                Remove(name, known, tombstone: true, fromList);
                known = null;
            }
            if (known is not null && ResourceVersions.IsAtLeast(known.Metadata.ResourceVersion, obj.Metadata.ResourceVersion)) return;
            Known.Put(name, obj);
            CountUnreadable(known, obj);
            if (obj.Metadata.Unreadable is { } unreadable && unreadable != known?.Metadata.Unreadable) LogUnreadable(Resource, name, unreadable);
            Dispatch(new InformerEvent<T>(known is null ? InformerEventType.Added : InformerEventType.Modified, obj, known, fromList));
        }
    }

    private void Remove(NamespacedName name, T last, bool tombstone, bool fromList)
    {
        lock (_dispatch)
        {
            if (Known.Remove(name) is not { } known) return;
            CountUnreadable(known, null);
            Dispatch(new InformerEvent<T>(InformerEventType.Deleted, last, known, fromList, tombstone));
        }
    }

    private void CountUnreadable(T? before, T? now)
    {
        var change = (now?.Metadata.Unreadable is null ? 0 : 1) - (before?.Metadata.Unreadable is null ? 0 : 1);
        if (change != 0) KubernetesMetrics.UnreadableObjects.Add(change, new KeyValuePair<string, object?>("resource", Resource));
    }

    private void Dispatch(InformerEvent<T> e)
    {
        foreach (var handler in _handlers)
        {
            try
            {
                handler(e);
            }
            catch (Exception failure)
            {
                // A failing subscriber must not stop the others or the informer.
                LogHandlerFailed(failure, Resource);
            }
        }
    }

    private sealed class Subscription(Informer<T> informer, Action<InformerEvent<T>> handler) : IDisposable
    {
        public void Dispose()
        {
            lock (informer._dispatch) informer._handlers = [.. informer._handlers.Where(h => h != handler)];
        }
    }
}
