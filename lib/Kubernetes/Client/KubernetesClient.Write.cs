using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Client;

public sealed partial class KubernetesClient
{
    /// <summary>Creates the object in <c>metadata.namespace</c> and returns it as stored.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsAlreadyExists"/> when the name is taken.</exception>
    public async Task<T> CreateAsync<T>(ResourceType<T> type, T obj, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (type.Namespaced && string.IsNullOrEmpty(obj.Namespace()))
            throw new ArgumentException($"metadata.namespace: required to create a {type.Kind}", nameof(obj));
        var path = ApiPath.For(type, obj.Namespace()).With(("fieldManager", FieldManager));
        return await WriteAsync("create", HttpMethod.Post, path, type, obj, cancellationToken);
    }

    /// <summary>Replaces the object. When <c>metadata.resourceVersion</c> is set, only if the object still has that version.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it has changed since.</exception>
    public Task<T> ReplaceAsync<T>(ResourceType<T> type, T obj, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        WriteAsync("update", HttpMethod.Put, PathOf(type, obj).With(("fieldManager", FieldManager)), type, obj, cancellationToken);

    /// <summary>Replaces the status; everything else of <paramref name="obj"/> is ignored by the server.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when it has changed since.</exception>
    public Task<T> ReplaceStatusAsync<T>(ResourceType<T> type, T obj, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        WriteAsync("update", HttpMethod.Put, PathOf(type, obj, "status").With(("fieldManager", FieldManager)), type, obj, cancellationToken);

    /// <summary>Patches the object and returns it as stored.</summary>
    /// <exception cref="ApiException">The server refused; <see cref="ApiException.IsConflict"/> when another manager owns an
    /// applied field, or the version given in the patch is old.</exception>
    public async Task<T> PatchAsync<T>(
        ResourceType<T> type, string name, string? ns, Patch patch, PatchOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ApiPath.For(type, ns, name, options?.Subresource).With(
            ("fieldManager", options?.FieldManager ?? FieldManager),
            ("force", patch.IsApply && options?.Force == true ? "true" : null));
        var request = new ApiRequest("patch", type.Plural, HttpMethod.Patch, path, patch.Body, patch.ContentType);
        return await SendAsync(request, type, cancellationToken);
    }

    /// <summary>Deletes the object. An object with finalizers stays, marked as deleted, until they are removed.</summary>
    /// <exception cref="ApiException">The server refused: 404 when it does not exist, 409 when a precondition failed.</exception>
    public async Task DeleteAsync<T>(ResourceType<T> type, string name, string? ns, DeleteOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var body = options is null ? null : JsonSerializer.SerializeToUtf8Bytes(BodyOf(options), KubernetesJsonContext.Default.JsonObject);
        var request = new ApiRequest("delete", type.Plural, HttpMethod.Delete, ApiPath.For(type, ns, name), body, ApiRequest.Json);
        // The response is the object or a Status, depending on the resource; neither is needed.
        await SendAsync(request, KubernetesJsonContext.Default.PartialObject, cancellationToken);
    }

    /// <summary>The scale subresource.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    public Task<V1Scale> GetScaleAsync<T>(ResourceType<T> type, string name, string? ns, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync(
            new ApiRequest("get", type.Plural, HttpMethod.Get, ApiPath.For(type, ns, name, "scale")), KubernetesJsonContext.Default.V1Scale, cancellationToken);

    /// <summary>Sets the desired number of instances through the scale subresource.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    public Task<V1Scale> PatchScaleAsync<T>(ResourceType<T> type, string name, string? ns, int replicas, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var patch = Patch.Merge(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = replicas } });
        var path = ApiPath.For(type, ns, name, "scale").With(("fieldManager", FieldManager));
        var request = new ApiRequest("patch", type.Plural, HttpMethod.Patch, path, patch.Body, patch.ContentType);
        return SendAsync(request, KubernetesJsonContext.Default.V1Scale, cancellationToken);
    }

    private async Task<T> WriteAsync<T>(string verb, HttpMethod method, string path, ResourceType<T> type, T obj, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        // It would lose the value.
        if (obj.Metadata.Unreadable is { } unreadable) throw new ApiException($"{verb} {path}: not sent, because a field of the object could not be read: {unreadable}");
        var body = JsonSerializer.SerializeToUtf8Bytes(type.Stamp(obj), type.TypeInfo);
        return await SendAsync(new ApiRequest(verb, type.Plural, method, path, body, ApiRequest.Json), type, cancellationToken);
    }

    private static string PathOf<T>(ResourceType<T> type, T obj, string? subresource = null)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var key = NamespacedName.Of(obj);
        return ApiPath.For(type, key.Namespace, key.Name, subresource);
    }

    private static JsonObject BodyOf(DeleteOptions options)
    {
        var body = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "DeleteOptions" };
        if (options.Propagation is { } propagation) body["propagationPolicy"] = propagation.ToString();
        if (options.GracePeriodSeconds is { } grace) body["gracePeriodSeconds"] = grace;
        if (options.Uid is null && options.ResourceVersion is null) return body;
        var preconditions = new JsonObject();
        if (options.Uid is not null) preconditions["uid"] = options.Uid;
        if (options.ResourceVersion is not null) preconditions["resourceVersion"] = options.ResourceVersion;
        body["preconditions"] = preconditions;
        return body;
    }
}
