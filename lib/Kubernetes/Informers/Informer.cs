using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Informers;

/// <summary>A local, indexed copy of a resource that follows the server: paged list, then watch, bookmarks, relist on 410
/// with inferred deletions, and a watchdog for watches that stall. Its objects are shared: copy one before
/// changing it.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class Informer<T> : IInformer where T : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly InformerOptions<T> _options;
    private readonly InformerStore<T> _store;
    private readonly Reflector<T> _reflector;

    /// <summary>An informer; nothing happens until <see cref="RunAsync"/>.</summary>
    public Informer(KubernetesClient client, ResourceType<T> type, InformerOptions<T>? options = null, TimeProvider? time = null, ILogger? logger = null)
    {
        Type = type;
        Resource = type.Group.Length == 0 ? type.Plural : $"{type.Plural}.{type.Group}";
        _options = options ?? new InformerOptions<T>();
        _store = new(Resource, _options, logger ?? NullLogger.Instance);
        _reflector = new(client, type, Resource, _options, _store, time ?? TimeProvider.System, logger ?? NullLogger.Instance);
    }

    /// <summary>The resource watched.</summary>
    public ResourceType<T> Type { get; }

    /// <inheritdoc />
    public string Resource { get; }

    /// <summary>The version up to which the store has seen everything; null before the first list.</summary>
    public string? ResourceVersion => _reflector.ResourceVersion;

    /// <summary>The first list is complete: an object that is not here does not exist.</summary>
    public bool IsSynced => _reflector.Synced.IsCompleted;

    /// <summary>When the first list was complete, by the clock's timestamp; null before.</summary>
    internal long? SyncedAt => _reflector.SyncedAt;

    /// <summary>What was listed or observed so far, for work that needs no absent object: metrics, and keys that the rest of the list adds later.</summary>
    public KnownObjects<T> Known => _store.Known;

    /// <inheritdoc />
    public InformerHealth Health => _reflector.Health;

    /// <inheritdoc />
    public TimeSpan StallTimeout => _options.StallTimeout;

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
    public Task WaitForSyncAsync(CancellationToken cancellationToken) => _reflector.Synced.WaitAsync(cancellationToken);

    /// <summary>Calls <paramref name="handler"/> for every object now known (as Added, from list) and then for every change, in
    /// order, on the informer's own thread: the handler must return at once. Dispose to stop.</summary>
    public IDisposable Subscribe(Action<InformerEvent<T>> handler) => _store.Subscribe(handler);

    /// <summary>Drops the watch and lists again.</summary>
    public void RequestRelist() => _reflector.RequestRelist();

    /// <inheritdoc />
    public Task RunAsync(CancellationToken cancellationToken) => _reflector.RunAsync(cancellationToken);

    private KnownObjects<T> Whole() => IsSynced ? Known : throw new CacheNotSyncedException($"{Resource}: the first list is not complete; absence from the cache proves nothing yet");
}
