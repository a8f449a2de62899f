using System.Text.Json.Serialization;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Serialization;

namespace Onair.Kubernetes.Resources;

/// <summary>A custom resource with a spec that people write and a status that its controller writes: an entity in the shape of KubeOps.</summary>
/// <typeparam name="TSpec">The declared state.</typeparam>
/// <typeparam name="TStatus">The observed state.</typeparam>
public abstract class CustomResource<TSpec, TStatus> : IKubernetesObject<V1ObjectMeta>, ISpec<TSpec>, IStatus<TStatus?>
    where TSpec : class, new()
    where TStatus : class, new()
{
    /// <inheritdoc />
    [JsonPropertyName("apiVersion"), JsonPropertyOrder(-4)]
    public string? ApiVersion { get; set; }

    /// <inheritdoc />
    [JsonPropertyName("kind"), JsonPropertyOrder(-3)]
    public string? Kind { get; set; }

    /// <summary>The object's metadata.</summary>
    [JsonPropertyName("metadata"), JsonPropertyOrder(-2), JsonConverter(typeof(ObjectMetaConverter))]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>The declared state.</summary>
    [JsonPropertyName("spec"), JsonPropertyOrder(-1)]
    public TSpec Spec { get; set; } = new();

    /// <summary>The observed state; null until the controller has written it.</summary>
    [JsonPropertyName("status"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TStatus? Status { get; set; }
}
