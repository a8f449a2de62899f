using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>meta/v1 StatusCause.</summary>
public sealed class V1StatusCause
{
    /// <summary>Machine-readable, e.g. <c>FieldValueInvalid</c>.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    /// <summary>A sentence for people.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; set; }

    /// <summary>The field as a path, e.g. <c>spec.size</c>.</summary>
    [JsonPropertyName("field")]
    public string? Field { get; set; }
}
