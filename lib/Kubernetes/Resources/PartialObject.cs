using System.Text.Json.Serialization;
using k8s.Models;

namespace Onair.Kubernetes.Resources;

/// <summary>Only the metadata of an object: a bookmark has nothing else.</summary>
internal sealed class PartialObject
{
    [JsonPropertyName("metadata")]
    public V1ObjectMeta? Metadata { get; set; }
}
