using System.Text.Json.Nodes;

namespace Onair.Tests.Manifests;

/// <summary>A kind as its CustomResourceDefinition declares it: one version, a structural schema.</summary>
/// <param name="Kind">The kind, e.g. <c>LiveStream</c>.</param>
/// <param name="Plural">The name in URLs, e.g. <c>livestreams</c>.</param>
/// <param name="ApiVersion">Group and version, e.g. <c>onair.dev/v1alpha1</c>.</param>
/// <param name="ClusterScoped">True for a kind without namespaces.</param>
/// <param name="Spec">The schema of <c>spec</c>.</param>
public sealed record Crd(string Kind, string Plural, string ApiVersion, bool ClusterScoped, JsonObject Spec)
{
    /// <summary>The schema of <c>status</c>; without fields when the kind has none.</summary>
    public JsonObject Status { get; init; } = [];

    /// <summary>Reads a definition from YAML.</summary>
    public static Crd Read(string path)
    {
        var spec = YamlJson.Read(File.ReadAllText(path))["spec"]!;
        var version = spec["versions"]!.AsArray().Single()!;
        var properties = version["schema"]!["openAPIV3Schema"]!["properties"]!;
        return new(
            (string)spec["names"]!["kind"]!, (string)spec["names"]!["plural"]!, $"{spec["group"]}/{version["name"]}",
            (string?)spec["scope"] == "Cluster", (JsonObject)properties["spec"]!.DeepClone())
        {
            Status = (JsonObject?)properties["status"]?.DeepClone() ?? [],
        };
    }
}
