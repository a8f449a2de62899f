using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>admissionregistration.k8s.io/v1 WebhookClientConfig.</summary>
public sealed record V1WebhookClientConfig
{
    /// <summary>The Service that is called; null with a URL.</summary>
    [JsonPropertyName("service"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public V1ServiceReference? Service { get; set; }

    /// <summary>PEM certificates that the webhook's certificate must chain to; base64 on the wire, bytes here. Null: the API server's own roots.</summary>
    [JsonPropertyName("caBundle"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public byte[]? CaBundle { get; set; }
}
