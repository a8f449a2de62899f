using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>autoscaling/v1 Scale.</summary>
public sealed class V1Scale : IKubernetesObject
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

    /// <summary>The desired scale.</summary>
    [JsonPropertyName("spec")]
    public V1ScaleSpec Spec { get; set; } = new();

    /// <summary>The observed scale.</summary>
    [JsonPropertyName("status"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public V1ScaleStatus? Status { get; set; }
}
