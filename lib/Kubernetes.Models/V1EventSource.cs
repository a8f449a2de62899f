using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>core/v1 EventSource.</summary>
public sealed class V1EventSource
{
    /// <summary>The component, e.g. <c>onair</c>.</summary>
    [JsonPropertyName("component")]
    public string? Component { get; set; }

    /// <summary>The instance, e.g. the pod's name.</summary>
    [JsonPropertyName("host"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Host { get; set; }
}
