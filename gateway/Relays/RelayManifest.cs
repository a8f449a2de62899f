using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Relays;

/// <summary>The pod of a relay. Pure: a URL always has the same name, so that two gateways start one relay. The pod does not have the URL.</summary>
internal static class RelayManifest
{
    /// <summary>Label of all relays.</summary>
    public const string Selector = "app.kubernetes.io/component=relay";

    /// <summary>The name of a relay's pod.</summary>
    public static string NameOf(string id) => $"relay-{id}";

    /// <summary>Whether a pod is over: it has ended, or is being deleted.</summary>
    public static bool IsOver(V1Pod pod) => pod.Metadata.DeletionTimestamp is not null || HasEnded(pod);

    /// <summary>Whether a pod has ended by itself.</summary>
    public static bool HasEnded(V1Pod pod) => pod.Status?.Phase is "Succeeded" or "Failed";

    /// <summary>The address of a pod that may answer; null before it has one.</summary>
    public static string? AddressOf(V1Pod? pod) => pod is { Status: { Phase: "Running", PodIP: { Length: > 0 } address } } && !IsOver(pod) ? address : null;

    /// <summary>The pod to create.</summary>
    /// <param name="id">The id of the URL.</param>
    /// <param name="ns">The namespace of relays.</param>
    /// <param name="template">The chart's PodTemplateSpec.</param>
    /// <param name="networks">Networks besides public addresses that it may connect to.</param>
    public static V1Pod Of(string id, string ns, JsonObject template, IReadOnlyList<string> networks)
    {
        var spec = (JsonObject)template["spec"]!.DeepClone();
        var container = (JsonObject)spec["containers"]![0]!;
        if (container["env"] is not JsonArray environment) container["env"] = environment = [];
        environment.Add((JsonNode)new JsonObject { ["name"] = "Relay__Id", ["value"] = id });
        foreach (var (index, network) in networks.Index()) environment.Add((JsonNode)new JsonObject { ["name"] = $"Relay__AllowedCidrs__{index}", ["value"] = network });
        var metadata = template["metadata"];
        var labels = Strings(metadata?["labels"]);
        labels["app.kubernetes.io/component"] = "relay";
        return new()
        {
            Metadata = new() { Name = NameOf(id), NamespaceProperty = ns, Labels = labels, Annotations = Strings(metadata?["annotations"]) },
            Spec = PodTemplate.Read(new JsonObject { ["spec"] = spec }).Spec,
        };
    }

    private static Dictionary<string, string> Strings(JsonNode? map) => (map as JsonObject ?? []).ToDictionary(entry => entry.Key, entry => (string?)entry.Value ?? "");
}
