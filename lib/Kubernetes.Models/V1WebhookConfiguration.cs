using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>admissionregistration.k8s.io/v1 MutatingWebhookConfiguration or ValidatingWebhookConfiguration: what the two have in
/// common and this project reads. Change it only by JSON patch: a replacement would drop the rest.</summary>
public sealed class V1WebhookConfiguration : IKubernetesObject
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

    /// <summary>The webhooks, in the order that a JSON patch counts them.</summary>
    [JsonPropertyName("webhooks"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public List<V1Webhook>? Webhooks { get; set; }
}
