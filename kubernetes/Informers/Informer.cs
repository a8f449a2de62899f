namespace Onair.Kubernetes;

/// <summary>A local, indexed copy of a resource that follows the server: paged list, then watch, bookmarks, relist on 410
/// with deletions concluded, and a watchdog against watches that have gone quiet. Objects in it are shared: never change one,
/// copy it first.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class Informer<T> : IInformer where T : class, IKubernetesObject
{
    /// <summary>An informer; nothing happens until <see cref="RunAsync"/>.</summary>
    public Informer(KubernetesClient client, ResourceType<T> type, InformerOptions<T>? options = null, TimeProvider? time = null) => Type = type;

    /// <summary>The resource watched.</summary>
    public ResourceType<T> Type { get; }

    /// <inheritdoc />
    public string Resource => Type.Plural;

    /// <inheritdoc />
    public InformerHealth Health { get; }

    /// <summary>The object, or null when there is none. Never change it.</summary>
    public T? Get(NamespacedName name) => throw new NotImplementedException();

    /// <summary>All objects, in no order. Never change one.</summary>
    public IReadOnlyList<T> List() => throw new NotImplementedException();

    /// <summary>The objects for which index <paramref name="index"/> gave <paramref name="key"/>.</summary>
    /// <exception cref="KeyNotFoundException">No such index was declared.</exception>
    public IReadOnlyList<T> ByIndex(string index, string key) => throw new NotImplementedException();

    /// <summary>Calls <paramref name="handler"/> for every object now known (as Added, from list) and then for every change, in
    /// order, on the informer's own thread: hand over, do not work. Dispose to stop.</summary>
    public IDisposable Subscribe(Action<InformerEvent<T>> handler) => throw new NotImplementedException();

    /// <summary>Drops the watch and lists again.</summary>
    public void RequestRelist() => throw new NotImplementedException();

    /// <inheritdoc />
    public Task RunAsync(CancellationToken ct) => throw new NotImplementedException();

    /// <inheritdoc />
    public Task WaitForSyncAsync(CancellationToken ct) => throw new NotImplementedException();
}
