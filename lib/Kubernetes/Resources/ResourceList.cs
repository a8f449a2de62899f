using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Resources;

/// <summary>One page of a list as the API server returns it.</summary>
/// <typeparam name="T">The kind of the items.</typeparam>
public sealed class ResourceList<T> where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Resource version of the snapshot and, when there is more, the continue token.</summary>
    [JsonPropertyName("metadata")]
    public V1ListMeta Metadata { get; set; } = new();

    /// <summary>The objects of this page.</summary>
    [JsonPropertyName("items")]
    public List<T> Items { get; set; } = [];
}
