using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Kubernetes.Secrets;

/// <summary>Whose Secret it is. It is deleted with its owner.</summary>
/// <param name="Object">The owner, as read from the API server.</param>
/// <param name="Reference">The reference to it.</param>
public sealed record SecretOwner(IKubernetesObject<V1ObjectMeta> Object, V1OwnerReference Reference)
{
    /// <summary>The owner's namespace, and the Secret's.</summary>
    public string? Namespace => Object.Metadata.NamespaceProperty;

    /// <summary>An object of a kind.</summary>
    public static SecretOwner Of<T>(ResourceType<T> type, T owner)
        where T : class, IKubernetesObject<V1ObjectMeta> => new(owner, type.ReferenceTo(owner));
}
