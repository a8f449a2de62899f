using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api.Connectors;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Connectors.Pods;

/// <summary>The pod of an attempt. Pure: the same attempt always has the same name, so a pod is never created twice.</summary>
internal static class AttemptPod
{
    /// <summary>Label with the connector's uid, by which its pods are found.</summary>
    public const string UidLabel = "onair.dev/connector-uid";

    /// <summary>The key of the plan in the pod's Secret.</summary>
    public const string PlanKey = "plan.json";

    /// <summary>The port of the pod's report.</summary>
    public const int Port = 8080;

    // A pod's name becomes its host name: 63 characters at most.
    private const int LongestName = 40;

    /// <summary>The name of the recorded attempt's pod, and of its Secret; null without a run.</summary>
    public static string? NameOf(Connector connector)
    {
        if (connector.Recorded.Run is not { } run) return null;
        var name = connector.Metadata.Name!.Replace('.', '-');
        return $"{(name.Length > LongestName ? name[..LongestName] : name).TrimEnd('-')}-{run.Id}-{run.Attempts}";
    }

    /// <summary>The labels of everything of a connector.</summary>
    public static Dictionary<string, string> Labels(Connector connector) => new()
    {
        ["app.kubernetes.io/name"] = "onair",
        ["app.kubernetes.io/component"] = "connector",
        [UidLabel] = connector.Uid,
    };

    /// <param name="connector">Whose.</param>
    /// <param name="template">The chart's PodTemplateSpec.</param>
    /// <param name="graceSeconds">How long it has to end its push.</param>
    public static V1Pod Of(Connector connector, JsonObject template, int graceSeconds)
    {
        var name = NameOf(connector)!;
        var spec = (JsonObject)template["spec"]!.DeepClone();
        spec["terminationGracePeriodSeconds"] = graceSeconds;
        var container = spec["containers"]![0]!;
        if (container["resources"] is not JsonObject resources) container["resources"] = resources = [];
        resources["requests"] = PodResources.Requests(connector.Spec);
        if (connector.Spec.NodeSelector is { Count: > 0 } selector)
        {
            if (spec["nodeSelector"] is not JsonObject merged) spec["nodeSelector"] = merged = [];
            foreach (var (key, value) in selector) merged[key] = value;
        }

        var plan = (spec["volumes"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(v => (string?)v["name"] == "plan")
            ?? throw new InvalidOperationException("The connector's pod template has no volume \"plan\".");
        plan["secret"] = new JsonObject { ["secretName"] = name, ["defaultMode"] = 0x120 };
        var metadata = template["metadata"];
        var labels = Strings(metadata?["labels"]);
        foreach (var (key, value) in Labels(connector)) labels[key] = value;
        return new()
        {
            Metadata = new()
            {
                Name = name,
                NamespaceProperty = connector.Namespace(),
                Labels = labels,
                Annotations = Strings(metadata?["annotations"]),
                OwnerReferences = [connector.MakeOwnerReference()],
            },
            Spec = PodTemplate.Read(new JsonObject { ["spec"] = spec }).Spec,
        };
    }

    private static Dictionary<string, string> Strings(JsonNode? map) =>
        (map as JsonObject ?? []).ToDictionary(entry => entry.Key, entry => (string?)entry.Value ?? "");
}
