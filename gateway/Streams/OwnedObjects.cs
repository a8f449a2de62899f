using k8s;
using k8s.Models;
using Onair.Api.LiveStreams;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Gateway.Routing;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Streams;

/// <summary>Objects that the stream API creates for a stream, under names that follow from the stream's.</summary>
internal sealed class OwnedObjects(KubernetesClient client)
{
    private static readonly TimeSpan DeletionGrace = TimeSpan.FromSeconds(2);

    /// <summary>The object; null when there is none. One that is being deleted gets a moment to go.</summary>
    /// <exception cref="ProblemException">409: it is still being deleted, or the name belongs to something else.</exception>
    public async Task<T?> FindAsync<T>(ResourceType<T> type, Informer<T> informer, ApiCall call, LiveStream stream, string name, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var found = await client.FindAsync(type, name, call.Namespace, cancellationToken);
        if (found?.Metadata.DeletionTimestamp is not null)
        {
            await Waiting.UntilAsync(informer, new(call.Namespace, name), o => o?.Metadata.Uid != found.Metadata.Uid, DeletionGrace, call.Time, cancellationToken);
            found = await client.FindAsync(type, name, call.Namespace, cancellationToken);
        }
        return found switch
        {
            null => null,
            { Metadata.DeletionTimestamp: not null } =>
                throw new ProblemException(StatusCodes.Status409Conflict, $"{type.Kind} \"{name}\" is still being deleted.") { RetryAfter = DeletionGrace },
            _ when !found.IsOwnedBy(stream) => throw ProblemException.Conflict($"{type.Kind} \"{name}\" exists and does not belong to the stream."),
            _ => found,
        };
    }

    /// <summary>Creates the object unless the stream has it.</summary>
    /// <exception cref="ProblemException">409: see <see cref="FindAsync"/>.</exception>
    public async Task EnsureAsync<T>(ResourceType<T> type, Informer<T> informer, ApiCall call, LiveStream stream, T obj, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (await FindAsync(type, informer, call, stream, obj.Name(), cancellationToken) is not null) return;
        try
        {
            await client.CreateAsync(type, obj, cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            // Another request was faster; its object is the same.
        }
    }

    /// <summary>Deletes the object, and waits as the call asks. Returns whether it is gone, or nobody asked.</summary>
    public async Task<bool> DeleteAsync<T>(ResourceType<T> type, Informer<T> informer, ApiCall call, T obj, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            await client.DeleteAsync(type, obj.Name(), call.Namespace, new() { Uid = obj.Uid() }, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return true;
        }
        // What is being deleted is no longer shown.
        var key = NamespacedName.Of(obj);
        await Waiting.UntilAsync(informer, key, o => o?.Metadata.Uid != obj.Metadata.Uid || o?.Metadata.DeletionTimestamp is not null, DeletionGrace, call.Time, cancellationToken);
        return call.Wait is null || await Waiting.UntilAsync(informer, key, o => o?.Metadata.Uid != obj.Metadata.Uid, call.Wait, call.Time, cancellationToken);
    }
}
