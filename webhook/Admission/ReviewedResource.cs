using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Webhook.Admission;

/// <summary>What the reviews of a path are about.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Plural">Its name in URLs.</param>
/// <param name="SubResource">The subresource; null: the object itself.</param>
internal sealed record ReviewedResource(GroupVersionKind Kind, string Plural, string? SubResource = null)
{
    /// <summary>The objects of a type.</summary>
    public static ReviewedResource Of<T>(ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta> => new(new(type.Group, type.Version, type.Kind), type.Plural);

    /// <summary>Whether a request is about it.</summary>
    public bool Is(AdmissionRequest request) =>
        request.Resource is { } about && (about.Group, about.Version, about.Resource) == (Kind.Group, Kind.Version, Plural)
        && (request.SubResource is { Length: > 0 } sub ? sub : null) == SubResource;

    public override string ToString() => $"{Kind.Group}/{Kind.Version} {Plural}{(SubResource is null ? ", without a subresource" : $" {SubResource}")}";
}
