using System.Text.Json.Serialization;
using Onair.Kubernetes.Resources;

namespace Onair.Tests.Integration.Kubernetes;

/// <summary>A custom resource of the tests' own, with status and scale.</summary>
public sealed class Gadget : CustomResource<GadgetSpec, GadgetStatus>
{
    public static ResourceType<Gadget> Type { get; } =
        new("test.onair.dev", "v1", "gadgets", "Gadget", GadgetContext.Default.Gadget, GadgetContext.Default.ResourceListGadget);

    public static Gadget Named(string name, string ns, int size = 1) =>
        new() { Metadata = { Name = name, NamespaceProperty = ns }, Spec = { Size = size } };
}

public sealed class GadgetSpec
{
    public int? Size { get; set; }

    public string? Color { get; set; }

    public int? Replicas { get; set; }
}

public sealed class GadgetStatus
{
    public int? Replicas { get; set; }

    public int? Seen { get; set; }

    public string? Note { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Gadget))]
[JsonSerializable(typeof(ResourceList<Gadget>))]
internal sealed partial class GadgetContext : JsonSerializerContext;
