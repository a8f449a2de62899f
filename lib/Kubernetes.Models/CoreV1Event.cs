using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>core/v1 Event.</summary>
public sealed class CoreV1Event : IKubernetesObject
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

    /// <summary>The object the event is about.</summary>
    [JsonPropertyName("involvedObject")]
    public V1ObjectReference InvolvedObject { get; set; } = new();

    /// <summary>The reason, in CamelCase, for machines.</summary>
    [JsonPropertyName("reason"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; set; }

    /// <summary>What happened, for people; at most 1,024 characters.</summary>
    [JsonPropertyName("message"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Message { get; set; }

    /// <summary><c>Normal</c> or <c>Warning</c>.</summary>
    [JsonPropertyName("type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; set; }

    /// <summary>How often it happened.</summary>
    [JsonPropertyName("count"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Count { get; set; }

    /// <summary>When it first happened.</summary>
    [JsonPropertyName("firstTimestamp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? FirstTimestamp { get; set; }

    /// <summary>When it last happened.</summary>
    [JsonPropertyName("lastTimestamp"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    [JsonConverter(typeof(TimeConverter))]
    public DateTimeOffset? LastTimestamp { get; set; }

    /// <summary>Who reports it.</summary>
    [JsonPropertyName("source"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public V1EventSource? Source { get; set; }
}
