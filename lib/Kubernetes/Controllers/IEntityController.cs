using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Controllers;

/// <summary>Moves the world to what an object declares.</summary>
/// <typeparam name="T">The kind.</typeparam>
public interface IEntityController<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Looks at the object and takes the next step. Called for one object by one worker at a time, after the cache has
    /// seen the previous call's own writes. The object is a private copy and may be changed. It may be marked as deleted
    /// (<c>metadata.deletionTimestamp</c>); the controller owns its finalizer. After an exception the object is retried with backoff.</summary>
    Task<ReconciliationResult> ReconcileAsync(T entity, CancellationToken cancellationToken);
}
