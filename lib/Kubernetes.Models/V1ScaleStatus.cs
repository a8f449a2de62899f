using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>autoscaling/v1 ScaleStatus.</summary>
public sealed class V1ScaleStatus
{
    /// <summary>The observed number of instances.</summary>
    [JsonPropertyName("replicas")]
    public int Replicas { get; set; }

    /// <summary>Label selector of the instances, serialized.</summary>
    [JsonPropertyName("selector"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Selector { get; set; }
}
