using k8s.Models;

namespace Onair.Events.Data;

/// <summary>The resource of an event.</summary>
internal static class ResourceMapping
{
    public static EventResource Of(string kind, V1ObjectMeta metadata, Truncation truncation) => new()
    {
        Kind = kind,
        Namespace = truncation.Name(metadata.NamespaceProperty) ?? "",
        Name = truncation.Name(metadata.Name) ?? "",
        Uid = truncation.Name(metadata.Uid) ?? "",
        Generation = metadata.Generation ?? 0,
        Labels = truncation.Labels(metadata.Labels),
    };
}
