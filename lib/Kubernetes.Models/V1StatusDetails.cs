using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>meta/v1 StatusDetails.</summary>
public sealed class V1StatusDetails
{
    /// <summary>Name of the object.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; set; }

    /// <summary>Its group.</summary>
    [JsonPropertyName("group")]
    public string? Group { get; set; }

    /// <summary>Its kind or resource.</summary>
    [JsonPropertyName("kind")]
    public string? Kind { get; set; }

    /// <summary>Its uid.</summary>
    [JsonPropertyName("uid")]
    public string? Uid { get; set; }

    /// <summary>The causes, e.g. one for each invalid field.</summary>
    [JsonPropertyName("causes")]
    public List<V1StatusCause>? Causes { get; set; }

    /// <summary>When to try again.</summary>
    [JsonPropertyName("retryAfterSeconds")]
    public int? RetryAfterSeconds { get; set; }
}
