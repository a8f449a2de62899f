namespace Onair.Kubernetes;

/// <summary>A controller's writes to its own kind. Each notes the version it made, so that the next reconcile of the object waits
/// until the cache has seen it, and is refused once leadership is lost.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class EntityWriter<T> where T : class, IKubernetesObject
{
    /// <summary>Replaces the status if the object is still the version of <paramref name="entity"/>; returns it as stored.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it changed meanwhile.</exception>
    public Task<T> UpdateStatusAsync(T entity, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Adds a finalizer if it is absent (no request when it is there); returns the object as stored.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it changed meanwhile.</exception>
    public Task<T> AddFinalizerAsync(T entity, string finalizer, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Removes a finalizer if it is there. An object that is gone already is no error.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it changed meanwhile.</exception>
    public Task<T> RemoveFinalizerAsync(T entity, string finalizer, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>Patches the object (main resource or a subresource); returns it as stored.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    public Task<T> PatchAsync(T entity, Patch patch, PatchOptions? options, CancellationToken ct) => throw new NotImplementedException();

    /// <summary>The newest version known: of our own last write or of the cache, whichever is later; null when it is gone.</summary>
    public T? Freshest(NamespacedName name) => throw new NotImplementedException();
}
