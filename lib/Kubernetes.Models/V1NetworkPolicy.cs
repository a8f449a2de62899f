using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>networking.k8s.io/v1 NetworkPolicy: which connections pods may make and take.</summary>
public sealed class V1NetworkPolicy : IKubernetesObject
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

    /// <summary>The pods and their rules. Its many fields are not modelled here.</summary>
    [JsonPropertyName("spec")]
    public JsonObject Spec { get; set; } = [];
}
