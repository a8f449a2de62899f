using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Controllers;

/// <summary>A controller's writes to its own kind. Each write records its version, so that the next reconcile of the object
/// waits until the cache has seen it. Writes are refused once leadership is lost.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class EntityWriter<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly PatchOptions None = new();
    private readonly KubernetesClient _client;
    private readonly Informer<T> _informer;
    private readonly LeaderElector? _elector;

    /// <summary>A writer to the kind of <paramref name="informer"/>.</summary>
    /// <param name="client">The client.</param>
    /// <param name="informer">The cache that has to see the writes.</param>
    /// <param name="elector">The elector whose lease must be held; null without election.</param>
    /// <param name="time">The clock.</param>
    public EntityWriter(KubernetesClient client, Informer<T> informer, LeaderElector? elector = null, TimeProvider? time = null)
    {
        _client = client;
        _informer = informer;
        _elector = elector;
        OwnWrites = new OwnWrites<T>(informer, time ?? TimeProvider.System);
    }

    internal OwnWrites<T> OwnWrites { get; }

    /// <summary>Replaces the status if the object is still the version of <paramref name="entity"/>; returns it as stored. Sends no
    /// request when nothing changed.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it has changed since.</exception>
    public async Task<T> UpdateStatusAsync(T entity, CancellationToken cancellationToken)
    {
        if (OwnWrites.IsFreshest(entity)) return entity;
        _elector?.EnsureLeader();
        return Noted(await _client.ReplaceStatusAsync(_informer.Type, entity, cancellationToken));
    }

    /// <summary>Adds a finalizer unless it is present (then no request is sent); returns the object as stored.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it has changed since.</exception>
    public Task<T> AddFinalizerAsync(T entity, string finalizer, CancellationToken cancellationToken) =>
        entity.Metadata.Finalizers?.Contains(finalizer) == true
            ? Task.FromResult(entity)
            : PatchAsync(entity, FinalizerPatch(entity, [.. entity.Metadata.Finalizers ?? [], finalizer]), None, cancellationToken);

    /// <summary>Removes a finalizer if present. An object that no longer exists is not an error.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it has changed since.</exception>
    public async Task<T> RemoveFinalizerAsync(T entity, string finalizer, CancellationToken cancellationToken)
    {
        if (entity.Metadata.Finalizers?.Contains(finalizer) != true) return entity;
        _elector?.EnsureLeader();
        var rest = entity.Metadata.Finalizers.Where(f => f != finalizer).ToList();
        try
        {
            var (name, ns) = (entity.Metadata.Name!, entity.Namespace());
            var written = await _client.PatchAsync(_informer.Type, name, ns, FinalizerPatch(entity, rest), None, cancellationToken);
            OwnWrites.Note(written, gone: rest.Count == 0 && entity.Metadata.DeletionTimestamp is not null);
            return written;
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            OwnWrites.Note(entity, gone: true);
            return entity;
        }
    }

    /// <summary>Patches the object (main resource or a subresource); returns it as stored.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    public async Task<T> PatchAsync(T entity, Patch patch, PatchOptions? options, CancellationToken cancellationToken)
    {
        _elector?.EnsureLeader();
        var (ns, name) = NamespacedName.Of(entity);
        return Noted(await _client.PatchAsync(_informer.Type, name, ns, patch, options, cancellationToken));
    }

    /// <summary>The newest known version: our own last write or the cached object, whichever is later; null when it was deleted. Never change it.</summary>
    /// <exception cref="CacheNotSyncedException">It is not known, and the first list is not complete.</exception>
    public T? Freshest(NamespacedName name) => OwnWrites.Freshest(name);

    private T Noted(T written)
    {
        OwnWrites.Note(written, gone: false);
        return written;
    }

    /// <summary>A merge patch: an update of the whole object would drop fields that this version of the program does not know.</summary>
    private static Patch FinalizerPatch(T entity, List<string> finalizers) => Patch.Merge(new JsonObject
    {
        ["metadata"] = new JsonObject
        {
            ["resourceVersion"] = entity.Metadata.ResourceVersion,
            ["finalizers"] = finalizers.Count == 0 ? null : new JsonArray([.. finalizers.Select(f => (JsonNode)f)]),
        },
    });
}
