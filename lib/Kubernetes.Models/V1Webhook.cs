using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>admissionregistration.k8s.io/v1 MutatingWebhook or ValidatingWebhook: whom it calls.</summary>
public sealed record V1Webhook
{
    /// <summary>A domain name, unique in its configuration.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    /// <summary>How the API server reaches it.</summary>
    [JsonPropertyName("clientConfig")]
    public V1WebhookClientConfig ClientConfig { get; set; } = new();
}
