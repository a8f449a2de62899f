using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Client;

/// <summary>A change to an object, in one of the three patch formats that the API server supports for custom resources.</summary>
public sealed class Patch
{
    private Patch(string contentType, byte[] body) => (ContentType, Body) = (new MediaTypeHeaderValue(contentType), body);

    internal MediaTypeHeaderValue ContentType { get; }

    internal byte[] Body { get; }

    internal bool IsApply => ContentType.MediaType == "application/apply-patch+yaml";

    /// <summary>JSON merge patch (RFC 7396): members replace, null removes, arrays are replaced whole.</summary>
    public static Patch Merge(JsonObject change) => new("application/merge-patch+json", Encoding.UTF8.GetBytes(change.ToJsonString()));

    /// <summary>JSON merge patch from text.</summary>
    public static Patch Merge(string json) => new("application/merge-patch+json", Encoding.UTF8.GetBytes(json));

    /// <summary>JSON merge patch from UTF-8.</summary>
    public static Patch Merge(byte[] utf8Json) => new("application/merge-patch+json", utf8Json);

    /// <summary>JSON patch (RFC 6902): operations applied in order, all or none.</summary>
    public static Patch Json(params JsonPatchOperation[] operations)
    {
        var array = new JsonArray();
        foreach (var operation in operations) array.Add((JsonNode)operation.ToJson());
        return new("application/json-patch+json", Encoding.UTF8.GetBytes(array.ToJsonString()));
    }

    /// <summary>Server-side apply of exactly the fields that <paramref name="obj"/> sets.</summary>
    public static Patch Apply<T>(ResourceType<T> type, T obj) where T : class, IKubernetesObject<V1ObjectMeta>
    {
        // The server refuses an apply without them.
        type.Stamp(obj);
        return new("application/apply-patch+yaml", JsonSerializer.SerializeToUtf8Bytes(obj, type.TypeInfo));
    }

    /// <summary>Server-side apply of the fields in <paramref name="fields"/>, apiVersion and kind included.</summary>
    public static Patch Apply(JsonObject fields) => new("application/apply-patch+yaml", Encoding.UTF8.GetBytes(fields.ToJsonString()));
}
