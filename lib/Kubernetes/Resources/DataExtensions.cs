using k8s.Models;

namespace Onair.Kubernetes.Resources;

/// <summary>Reads one entry, beside KubernetesClient's <c>GetLabel</c> and <c>GetAnnotation</c>.</summary>
public static class DataExtensions
{
    /// <summary>The value of a key; null without it.</summary>
    public static byte[]? GetData(this V1Secret secret, string key) => secret.Data?.TryGetValue(key, out var value) == true ? value : null;

    /// <summary>The value of a key; null without it.</summary>
    public static string? GetData(this V1ConfigMap map, string key) => map.Data?.TryGetValue(key, out var value) == true ? value : null;
}
