using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>coordination.k8s.io/v1 LeaseSpec.</summary>
public sealed record V1LeaseSpec
{
    /// <summary>The holder; null or empty when nobody holds it.</summary>
    [JsonPropertyName("holderIdentity")]
    public string? HolderIdentity { get; set; }

    /// <summary>For how long after the last renewal others must wait, in seconds.</summary>
    [JsonPropertyName("leaseDurationSeconds"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LeaseDurationSeconds { get; set; }

    /// <summary>When the current holder acquired it.</summary>
    [JsonPropertyName("acquireTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? AcquireTime { get; set; }

    /// <summary>When the current holder last renewed it, by its own clock.</summary>
    [JsonPropertyName("renewTime"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(MicroTimeConverter))]
    public DateTimeOffset? RenewTime { get; set; }

    /// <summary>How often the holder changed.</summary>
    [JsonPropertyName("leaseTransitions"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LeaseTransitions { get; set; }
}
