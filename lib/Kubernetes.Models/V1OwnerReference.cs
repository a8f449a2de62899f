using System.Text.Json.Serialization;

namespace Onair.Kubernetes;

/// <summary>meta/v1 OwnerReference.</summary>
public sealed class V1OwnerReference
{
    /// <summary>The owner's group and version.</summary>
    [JsonPropertyName("apiVersion")]
    public string ApiVersion { get; set; } = "";

    /// <summary>The owner's kind.</summary>
    [JsonPropertyName("kind")]
    public string Kind { get; set; } = "";

    /// <summary>The owner's name, in the same namespace or cluster-scoped.</summary>
    [JsonPropertyName("name")]
    public string Name { get; set; } = "";

    /// <summary>The owner's uid.</summary>
    [JsonPropertyName("uid")]
    public string Uid { get; set; } = "";

    /// <summary>Whether the owner is the managing controller.</summary>
    [JsonPropertyName("controller"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Controller { get; set; }

    /// <summary>Whether a foreground deletion of the owner waits for this object.</summary>
    [JsonPropertyName("blockOwnerDeletion"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? BlockOwnerDeletion { get; set; }

    /// <summary>A controller reference to an object that was read from the API server.</summary>
    public static V1OwnerReference To(IKubernetesObject owner) => new()
    {
        ApiVersion = owner.ApiVersion ?? "",
        Kind = owner.Kind ?? "",
        Name = owner.Metadata.Name ?? "",
        Uid = owner.Metadata.Uid ?? "",
        Controller = true,
        BlockOwnerDeletion = true,
    };
}
