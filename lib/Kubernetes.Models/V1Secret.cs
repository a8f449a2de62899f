using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>core/v1 Secret.</summary>
public sealed class V1Secret : IKubernetesObject
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

    /// <summary>The type, e.g. <c>Opaque</c>; immutable.</summary>
    [JsonPropertyName("type"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; set; }

    /// <summary>The values; base64 on the wire, bytes here.</summary>
    [JsonPropertyName("data"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, byte[]>? Data { get; set; }

    /// <summary>Values as text, for writing only: the server merges them into <see cref="Data"/>.</summary>
    [JsonPropertyName("stringData"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Dictionary<string, string>? StringData { get; set; }

    /// <summary>Whether the values can never change.</summary>
    [JsonPropertyName("immutable"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Immutable { get; set; }
}
