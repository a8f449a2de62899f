using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>coordination.k8s.io/v1 Lease.</summary>
public sealed class V1Lease : IKubernetesObject
{
    /// <inheritdoc />
    [JsonPropertyName("apiVersion")]
    public string? ApiVersion { get; set; }

    /// <inheritdoc />
    [JsonPropertyName("kind")]
    public string? Kind { get; set; }

    /// <inheritdoc />
    [JsonPropertyName("metadata")]
    public V1ObjectMeta Metadata { get; set; } = new();

    /// <summary>Who holds the lease, since when and for how long.</summary>
    [JsonPropertyName("spec")]
    public V1LeaseSpec Spec { get; set; } = new();
}
