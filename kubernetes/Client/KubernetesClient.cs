namespace Onair.Kubernetes;

/// <summary>Client of one API server. Thread-safe; made once and shared.</summary>
public sealed partial class KubernetesClient : IDisposable
{
    private readonly HttpMessageInvoker _http;
    private readonly KubernetesClientConfiguration _configuration;
    private readonly TimeProvider _time;

    /// <summary>A client of the server that <paramref name="configuration"/> names.</summary>
    /// <param name="configuration">Server, trust and credentials.</param>
    /// <param name="time">The clock of timeouts and retries.</param>
    public KubernetesClient(KubernetesClientConfiguration configuration, TimeProvider? time = null)
    {
        _configuration = configuration;
        _time = time ?? TimeProvider.System;
        _http = new HttpMessageInvoker(new SocketsHttpHandler());
    }

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>The object.</summary>
    /// <exception cref="ApiException">The server refused, 404 included.</exception>
    public Task<T> GetAsync<T>(ResourceType<T> type, string name, string? ns, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>The object, or null when there is none.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    public Task<T?> FindAsync<T>(ResourceType<T> type, string name, string? ns, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>All objects of a namespace (null: all namespaces), page by page.</summary>
    /// <exception cref="ApiException">The server refused; 410 when the pages took so long that the snapshot expired.</exception>
    public IAsyncEnumerable<T> ListAsync<T>(ResourceType<T> type, string? ns, ListOptions? options = null, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>One page of a list, with the resource version of its snapshot.</summary>
    /// <exception cref="ApiException">The server refused; 410 when the continue token expired.</exception>
    public Task<ListPage<T>> ListPageAsync<T>(ResourceType<T> type, string? ns, ListOptions? options = null, string? continueToken = null, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>Every change after <paramref name="resourceVersion"/>, bookmarks included, until the server ends the watch.</summary>
    /// <exception cref="ApiException">The server refused, at once or within the stream; 410 when the version is too old.</exception>
    public IAsyncEnumerable<WatchEvent<T>> WatchAsync<T>(ResourceType<T> type, string? ns, string resourceVersion, ListOptions? options = null, TimeSpan? timeout = null, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>Creates the object in <c>metadata.namespace</c> and returns it as stored.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsAlreadyExists"/> when the name is taken.</exception>
    public Task<T> CreateAsync<T>(ResourceType<T> type, T obj, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>Replaces the object. With <c>metadata.resourceVersion</c> set only if it is still that version.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it changed meanwhile.</exception>
    public Task<T> ReplaceAsync<T>(ResourceType<T> type, T obj, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>Replaces the status; everything else of <paramref name="obj"/> is ignored by the server.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it changed meanwhile.</exception>
    public Task<T> ReplaceStatusAsync<T>(ResourceType<T> type, T obj, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>Patches the object and returns it as stored.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when another manager owns an applied field or the version given in the patch is old.</exception>
    public Task<T> PatchAsync<T>(ResourceType<T> type, string name, string? ns, Patch patch, PatchOptions? options = null, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>Deletes the object. With finalizers it stays, deleting, until they are gone.</summary>
    /// <exception cref="ApiException">The server refused: 404 when there is none, 409 when a precondition failed.</exception>
    public Task DeleteAsync<T>(ResourceType<T> type, string name, string? ns, DeleteOptions? options = null, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>The scale subresource.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    public Task<V1Scale> GetScaleAsync<T>(ResourceType<T> type, string name, string? ns, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();

    /// <summary>Sets the wished number of instances through the scale subresource.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    public Task<V1Scale> PatchScaleAsync<T>(ResourceType<T> type, string name, string? ns, int replicas, CancellationToken ct = default)
        where T : class, IKubernetesObject => throw new NotImplementedException();
}
