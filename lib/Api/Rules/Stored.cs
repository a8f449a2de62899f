using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;

namespace Onair.Api.Rules;

/// <summary>The object that the API server has stored.</summary>
public static class Stored
{
    /// <summary>The object; null when it is missing or unreadable, which is no reason to refuse anything.</summary>
    public static T? Read<T>(JsonElement json, JsonTypeInfo<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta> =>
        json.ValueKind == JsonValueKind.Object && ObjectReader.Read(json, type) is { Metadata.Unreadable: null } stored ? stored : null;
}
