using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>meta/v1 ListMeta.</summary>
public sealed class V1ListMeta
{
    /// <summary>The version of the snapshot; a watch from here misses nothing.</summary>
    [JsonPropertyName("resourceVersion")]
    public string? ResourceVersion { get; set; }

    /// <summary>Token of the next page; null or empty on the last.</summary>
    [JsonPropertyName("continue")]
    public string? Continue { get; set; }

    /// <summary>How many items follow, when the server knows.</summary>
    [JsonPropertyName("remainingItemCount")]
    public long? RemainingItemCount { get; set; }
}
