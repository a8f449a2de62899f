using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Onair.Tests.Support;

/// <summary>What tests often do with KubernetesClient's <see cref="IKubernetes"/>.</summary>
public static class KubernetesCalls
{
    /// <summary>What a call reads; null when the server returns 404.</summary>
    public static async Task<T?> OrNullAsync<T>(this Task<T> read) where T : class
    {
        try
        {
            return await read;
        }
        catch (HttpOperationException e) when (e.Response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>A JSON merge patch.</summary>
    public static V1Patch Merge(string json) => new(json, V1Patch.PatchType.MergePatch);

    /// <summary>Deletes the operator's Lease, if it exists: its holder is dead, so the next one need not wait until the Lease runs out.</summary>
    public static Task FreeLeaseAsync(this IKubernetes kubernetes, string ns) =>
        kubernetes.CoordinationV1.DeleteNamespacedLeaseAsync("onair-operator", ns).OrNullAsync();
}
