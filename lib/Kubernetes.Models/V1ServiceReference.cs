using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>admissionregistration.k8s.io/v1 ServiceReference.</summary>
public sealed record V1ServiceReference
{
    /// <summary>The Service's namespace.</summary>
    [JsonPropertyName("namespace")]
    public string Namespace { get; set; } = "";

    /// <summary>The Service's name.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";
}
