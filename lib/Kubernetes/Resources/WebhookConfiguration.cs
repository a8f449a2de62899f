using System.Text.Json.Serialization;
using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Resources;

/// <summary>admissionregistration.k8s.io/v1 MutatingWebhookConfiguration or ValidatingWebhookConfiguration: what the two have in
/// common and this project reads. KubernetesClient has no type for both. Change it only by JSON patch: a replacement would drop the rest.</summary>
public sealed class WebhookConfiguration : IKubernetesObject<V1ObjectMeta>
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
    [JsonPropertyName("webhooks")]
    public IList<ConfiguredWebhook>? Webhooks { get; set; }
}

/// <summary>A MutatingWebhook or ValidatingWebhook.</summary>
public sealed class ConfiguredWebhook
{
    /// <summary>A domain name, unique in its configuration.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    /// <summary>How the API server reaches it.</summary>
    [JsonPropertyName("clientConfig")]
    public Admissionregistrationv1WebhookClientConfig ClientConfig { get; set; } = new();
}
