using k8s;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Access;

/// <summary>What a caller must be allowed to do, in the terms of Kubernetes' authorization.</summary>
/// <param name="Verb">The verb, e.g. <c>create</c>.</param>
/// <param name="Group">The API group; empty for the core group.</param>
/// <param name="Resource">The resource, e.g. <c>livestreams</c>.</param>
internal sealed record Permission(string Verb, string Group, string Resource)
{
    /// <summary>A verb on the resources of a kind.</summary>
    public static Permission To<T>(string verb, ResourceType<T> type)
        where T : class, IKubernetesObject<V1ObjectMeta> => new(verb, type.Group, type.Plural);

    /// <summary>For messages: <c>create livestreams.onair.dev</c>.</summary>
    public override string ToString() => Group.Length == 0 ? $"{Verb} {Resource}" : $"{Verb} {Resource}.{Group}";
}
