using System.Text;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Client;

/// <summary>URLs of the API, relative to the server.</summary>
internal static class ApiPath
{
    public static string For<T>(ResourceType<T> type, string? ns, string? name = null, string? subresource = null)
        where T : class, IKubernetesObject<V1ObjectMeta>
    {
        if (name is not null && type.Namespaced && string.IsNullOrEmpty(ns))
            throw new ArgumentException($"namespace: required to address the {type.Kind} {name}", nameof(ns));
        var path = new StringBuilder(96);
        path.Append(type.Group.Length == 0 ? "api/" : "apis/");
        if (type.Group.Length > 0) path.Append(type.Group).Append('/');
        path.Append(type.Version);
        if (type.Namespaced && !string.IsNullOrEmpty(ns)) path.Append("/namespaces/").Append(Uri.EscapeDataString(ns));
        path.Append('/').Append(type.Plural);
        if (name is not null) path.Append('/').Append(Uri.EscapeDataString(name));
        if (subresource is not null) path.Append('/').Append(subresource);
        return path.ToString();
    }

    public static string With(this string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        var result = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in query)
        {
            if (string.IsNullOrEmpty(value)) continue;
            result.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
        return result.ToString();
    }
}
