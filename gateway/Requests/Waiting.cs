using k8s;
using k8s.Models;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Requests;

/// <summary>Waits for a state of an object, woken by its informer.</summary>
internal static class Waiting
{
    /// <summary>Whether the object reached the state in time.</summary>
    /// <param name="informer">The cache of its kind.</param>
    /// <param name="name">The object.</param>
    /// <param name="isDone">The state; the object is null while it does not exist.</param>
    /// <param name="longest">How long to wait; null for not at all.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the wait with an exception.</param>
    public static async Task<bool> UntilAsync<T>(
        Informer<T> informer, NamespacedName name, Func<T?, bool> isDone, TimeSpan? longest, TimeProvider time, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (isDone(informer.Get(name))) return true;
        if (longest is not { } limit || limit == TimeSpan.Zero) return false;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = informer.Subscribe(e =>
        {
            if (NamespacedName.Of(e.Object) == name && isDone(e.Type == InformerEventType.Deleted ? null : e.Object)) done.TrySetResult();
        });
        // Between the first look and the subscription.
        if (isDone(informer.Get(name))) return true;
        try
        {
            await done.Task.WaitAsync(limit, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
