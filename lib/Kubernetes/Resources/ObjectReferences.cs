using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Resources;

/// <summary>References to objects, by the names of KubeOps.</summary>
public static class ObjectReferences
{
    /// <summary>A reference to an object that was read from the API server, for Events.</summary>
    public static V1ObjectReference MakeObjectReference(this IKubernetesObject<V1ObjectMeta> obj) => new()
    {
        ApiVersion = obj.ApiVersion,
        Kind = obj.Kind,
        NamespaceProperty = obj.Metadata.NamespaceProperty,
        Name = obj.Metadata.Name,
        Uid = obj.Metadata.Uid,
        ResourceVersion = obj.Metadata.ResourceVersion,
    };

    /// <summary>A controller reference to an object that was read from the API server.</summary>
    public static V1OwnerReference MakeOwnerReference(this IKubernetesObject<V1ObjectMeta> owner) => new()
    {
        ApiVersion = owner.ApiVersion ?? "",
        Kind = owner.Kind ?? "",
        Name = owner.Metadata.Name ?? "",
        Uid = owner.Metadata.Uid ?? "",
        Controller = true,
        BlockOwnerDeletion = true,
    };

    /// <summary>Whether the object belongs to the owner, which is not deleted and created again.</summary>
    public static bool IsOwnedBy(this IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> owner) =>
        obj.Metadata.OwnerReferences?.Any(o => o.Uid == owner.Metadata.Uid) == true;

    /// <summary>Whether the owner is the object's controller, of which there is one.</summary>
    public static bool IsControlledBy(this IKubernetesObject<V1ObjectMeta> obj, IKubernetesObject<V1ObjectMeta> owner) =>
        obj.Metadata.OwnerReferences?.Any(o => o.Controller == true && o.Uid == owner.Metadata.Uid) == true;
}
