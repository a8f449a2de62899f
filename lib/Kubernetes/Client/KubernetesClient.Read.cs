using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Client;

public sealed partial class KubernetesClient
{
    private static readonly MediaTypeWithQualityHeaderValue AcceptMetadata = MediaTypeWithQualityHeaderValue.Parse("application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1");

    /// <summary>The object.</summary>
    /// <exception cref="ApiException">The server refused, 404 included.</exception>
    public async Task<T> GetAsync<T>(ResourceType<T> type, string name, string? ns, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        await SendAsync(new ApiRequest("get", type.Plural, HttpMethod.Get, ApiPath.For(type, ns, name)), type, cancellationToken);

    /// <summary>The object, or null when it does not exist.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    public async Task<T?> FindAsync<T>(ResourceType<T> type, string name, string? ns, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await GetAsync(type, name, ns, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>The metadata of an object, or null when it does not exist. The server sends nothing else, and answers from its cache: it may be late.</summary>
    /// <remarks>https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-metadata, and "resourceVersion in get" there.</remarks>
    /// <exception cref="ApiException">The server refused.</exception>
    public async Task<V1ObjectMeta?> FindMetadataAsync<T>(ResourceType<T> type, string name, string? ns, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var path = ApiPath.For(type, ns, name).With(("resourceVersion", "0"));
            var found = await SendAsync(new ApiRequest("get", type.Plural, HttpMethod.Get, path, Accept: AcceptMetadata), KubernetesJsonContext.Default.PartialObject, cancellationToken);
            return found.Metadata;
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>The object as the server returns it, or null when it does not exist: with what this release does not know.</summary>
    /// <exception cref="ApiException">The server refused.</exception>
    public async Task<JsonObject?> FindJsonAsync<T>(ResourceType<T> type, string name, string? ns, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            return await SendAsync(new ApiRequest("get", type.Plural, HttpMethod.Get, ApiPath.For(type, ns, name)), KubernetesJsonContext.Default.JsonObject, cancellationToken);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            return null;
        }
    }

    /// <summary>All objects of a namespace (null: all namespaces), page by page.</summary>
    /// <exception cref="ApiException">The server refused; 410 when the pages took so long that the snapshot expired.</exception>
    public async IAsyncEnumerable<T> ListAsync<T>(
        ResourceType<T> type, string? ns, ListOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        string? continueToken = null;
        do
        {
            var page = await ListPageAsync(type, ns, options, continueToken, cancellationToken);
            foreach (var item in page.Items) yield return item;
            continueToken = page.Continue;
        }
        while (continueToken is not null);
    }

    /// <summary>One page of a list, with the resource version of its snapshot.</summary>
    /// <exception cref="ApiException">The server refused; 410 when the continue token expired.</exception>
    public async Task<ListPage<T>> ListPageAsync<T>(
        ResourceType<T> type, string? ns, ListOptions? options = null, string? continueToken = null, CancellationToken cancellationToken = default)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var items = new List<T>();
        var (version, next) = await ReadPageAsync(type, ns, options ?? new ListOptions(), continueToken, items.Add, cancellationToken);
        return new ListPage<T>(items, version, next);
    }

    /// <summary>One page of a list, object by object while it arrives. Returns the version of its snapshot, and the token of the next page.</summary>
    /// <remarks>No resourceVersion: every supported server then pages with <c>limit</c>. With <c>resourceVersion=0</c> it would answer from its
    /// watch cache with everything at once (https://github.com/kubernetes/kubernetes/pull/75389, https://github.com/kubernetes/client-go/issues/366).
    /// A server may return more than <c>limit</c> objects nevertheless, when it does not page (the feature gate APIListChunking).</remarks>
    /// <exception cref="ApiException">The server refused; 410 when the continue token expired. Objects may have been taken before.</exception>
    internal async Task<(string ResourceVersion, string? Continue)> ReadPageAsync<T>(
        ResourceType<T> type, string? ns, ListOptions options, string? continueToken, Action<T> take, CancellationToken cancellationToken)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        var path = ApiPath.For(type, ns).With(
            ("labelSelector", options.LabelSelector),
            ("fieldSelector", options.FieldSelector),
            ("limit", options.Limit.ToString(CultureInfo.InvariantCulture)),
            ("continue", continueToken));
        var list = await SendAsync(
            new ApiRequest("list", type.Plural, HttpMethod.Get, path),
            async (content, token) =>
            {
                var reader = new ListReader<T>(type, take);
                await reader.ReadAsync(await content.ReadAsStreamAsync(token), token);
                return reader.Metadata;
            },
            cancellationToken);
        return (list.ResourceVersion ?? "", string.IsNullOrEmpty(list.ContinueProperty) ? null : list.ContinueProperty);
    }
}
