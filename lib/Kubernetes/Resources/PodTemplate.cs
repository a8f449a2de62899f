using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s.Models;

namespace Onair.Kubernetes.Resources;

/// <summary>Reads the pod templates that charts and people write.</summary>
public static class PodTemplate
{
    private static readonly KubernetesJsonContext Strict =
        new(new JsonSerializerOptions(KubernetesJsonContext.Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });

    /// <summary>The template. A field of a Kubernetes release newer than the models is refused, because the pod would silently lack it.</summary>
    /// <exception cref="InvalidOperationException">A field is unknown or has a wrong type; the message names it.</exception>
    public static V1PodTemplateSpec Read(JsonObject json)
    {
        try
        {
            return json.Deserialize(Strict.V1PodTemplateSpec) ?? throw new JsonException("it is null");
        }
        catch (JsonException e)
        {
            throw new InvalidOperationException($"The pod template cannot be read: {e.Message}", e);
        }
    }
}
