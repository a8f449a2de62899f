using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>meta/v1 Status: how the API server explains a failure.</summary>
public sealed class V1Status
{
    /// <summary><c>Success</c> or <c>Failure</c>.</summary>
    [JsonPropertyName("status")]
    public string? Status { get; set; }

    /// <summary>A sentence for people.</summary>
    [JsonPropertyName("message")]
    public string? Message { get; set; }

    /// <summary>The machine-readable reason, e.g. <c>AlreadyExists</c>, <c>Conflict</c>, <c>Expired</c>.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; set; }

    /// <summary>What the reason is about.</summary>
    [JsonPropertyName("details")]
    public V1StatusDetails? Details { get; set; }

    /// <summary>The HTTP status code.</summary>
    [JsonPropertyName("code")]
    public int? Code { get; set; }
}
