using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Resources;

/// <summary>An object's place in its resource: namespace (null for cluster-scoped kinds) and name.</summary>
/// <param name="Namespace">The namespace; null for cluster-scoped kinds.</param>
/// <param name="Name">The object's name.</param>
public readonly record struct NamespacedName(string? Namespace, string Name)
{
    /// <summary>The key of an object.</summary>
    public static NamespacedName Of(IKubernetesObject<V1ObjectMeta> obj) =>
        new(obj.Metadata.NamespaceProperty, obj.Metadata.Name ?? throw new ArgumentException("metadata.name: required to address an object", nameof(obj)));

    /// <summary><c>namespace/name</c>, or <c>name</c> for cluster-scoped kinds.</summary>
    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
