using Onair.Kubernetes;

namespace Onair.Events.Data;

/// <summary>The resource of an event.</summary>
internal static class ResourceMapping
{
    public static EventResource Of(string kind, V1ObjectMeta metadata, Cut cut) => new()
    {
        Kind = kind,
        Namespace = cut.Name(metadata.Namespace) ?? "",
        Name = cut.Name(metadata.Name) ?? "",
        Uid = cut.Name(metadata.Uid) ?? "",
        Generation = metadata.Generation ?? 0,
        Labels = cut.Labels(metadata.Labels),
    };
}
