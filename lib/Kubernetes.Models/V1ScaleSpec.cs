using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>autoscaling/v1 ScaleSpec.</summary>
public sealed class V1ScaleSpec
{
    /// <summary>The desired number of instances.</summary>
    [JsonPropertyName("replicas")]
    public int Replicas { get; set; }
}
