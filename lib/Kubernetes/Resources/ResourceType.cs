using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace Onair.Kubernetes.Resources;

/// <summary>A kind's place in the API and how it is (de)serialized.</summary>
/// <typeparam name="T">The object type.</typeparam>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Version">The API version, e.g. <c>v1alpha1</c>.</param>
/// <param name="Plural">The resource name in URLs, e.g. <c>livestreams</c>.</param>
/// <param name="Kind">The kind, e.g. <c>LiveStream</c>.</param>
/// <param name="TypeInfo">Source-generated metadata of the object.</param>
/// <param name="ListTypeInfo">Source-generated metadata of a list of them.</param>
/// <param name="Namespaced">Whether objects live in namespaces.</param>
public sealed record ResourceType<T>(
    string Group,
    string Version,
    string Plural,
    string Kind,
    JsonTypeInfo<T> TypeInfo,
    JsonTypeInfo<ResourceList<T>> ListTypeInfo,
    bool Namespaced = true)
    where T : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary><c>group/version</c>, or the version alone for the core group.</summary>
    public string ApiVersion { get; } = Group.Length == 0 ? Version : $"{Group}/{Version}";

    /// <summary>A controller reference to an object. It does not block the object's deletion, which would take a right on its finalizers.</summary>
    public V1OwnerReference ReferenceTo(T owner) => new()
    {
        ApiVersion = ApiVersion,
        Kind = Kind,
        Name = owner.Metadata.Name ?? "",
        Uid = owner.Metadata.Uid ?? "",
        Controller = true,
    };

    /// <summary>Gives an object its apiVersion and kind: list items of built-in kinds come without, and one shared
    /// string is lighter than one per object.</summary>
    internal T Stamp(T obj)
    {
        obj.ApiVersion = ApiVersion;
        obj.Kind = Kind;
        return obj;
    }
}
