using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Secrets;

/// <summary>A Secret that an object names.</summary>
/// <param name="By">The object, as read from the API server. It may be in another namespace only if it has none.</param>
/// <param name="Namespace">Namespace of the Secret.</param>
/// <param name="Name">Name of the Secret.</param>
public sealed record SecretUse(IKubernetesObject<V1ObjectMeta> By, string Namespace, string Name)
{
    /// <summary>A Secret in the object's own namespace.</summary>
    public static SecretUse In(IKubernetesObject<V1ObjectMeta> by, string name) => new(by, by.Metadata.NamespaceProperty ?? "", name);
}
