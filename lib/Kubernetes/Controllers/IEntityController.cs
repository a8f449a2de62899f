namespace Onair.Kubernetes;

/// <summary>Brings one object's world to what it declares.</summary>
/// <typeparam name="T">The kind.</typeparam>
public interface IEntityController<T> where T : class, IKubernetesObject
{
    /// <summary>Looks at the object and takes the next step. Called for one object by one worker at a time, after the cache has
    /// seen the previous call's own writes. The object is a private copy: it may be changed. It may be deleting
    /// (<c>metadata.deletionTimestamp</c>); the controller owns its finalizer. An exception means: try again, later each time.</summary>
    Task<ReconciliationResult> ReconcileAsync(T entity, CancellationToken ct);
}
