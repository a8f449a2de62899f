using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Chart;

/// <summary>What the operator may do, as a list: whoever lengthens it does so knowingly.</summary>
public class ChartRightsTests
{
    private static readonly string[] Streams =
    [
        "onair.dev livestreams: get list patch watch",
        "onair.dev livestreams/status: patch update",
        " secrets: create get patch",
    ];

    private static readonly string[] Cluster =
    [
        "onair.dev mediaproviders: get list patch watch",
        "onair.dev mediaproviders/status: patch update",
        " events: create patch",
    ];

    [Fact]
    public async Task Watching_all_namespaces_takes_these_rights()
    {
        var objects = await ChartRenderer.RenderAsync();

        Rights(objects.Single("ClusterRole", "onair")).ShouldBe([.. Cluster, .. Streams], ignoreOrder: true);
        Rights(objects.Single("Role", "onair")).ShouldBe(["coordination.k8s.io leases: create get update"]);
    }

    [Fact]
    public async Task Watching_one_namespace_leaves_no_right_to_the_secrets_of_others()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "watchNamespaces={studio}");

        Rights(objects.Single("ClusterRole", "onair")).ShouldBe(Cluster, ignoreOrder: true);
        var streams = objects.Single("Role", "onair-streams");
        ((string)streams["metadata"]!["namespace"]!).ShouldBe("studio");
        Rights(streams).ShouldBe(Streams, ignoreOrder: true);
        Rights(objects.Single("Role", "onair")).ShouldBe(["coordination.k8s.io leases: create get update", " secrets: get"]);
    }

    [Fact]
    public async Task Every_role_is_bound_to_the_operator_alone()
    {
        var bindings = (await ChartRenderer.RenderAsync("--set", "watchNamespaces={studio}"))
            .Where(o => o.Kind().EndsWith("Binding", StringComparison.Ordinal)).ToList();

        bindings.Count.ShouldBe(3);
        foreach (var binding in bindings)
        {
            ((string)binding["roleRef"]!["name"]!).ShouldBe(binding.Name());
            var subject = binding["subjects"]!.AsArray().ShouldHaveSingleItem()!;
            $"{subject["kind"]} {subject["namespace"]}/{subject["name"]}".ShouldBe("ServiceAccount media/onair");
        }
    }

    private static IEnumerable<string> Rights(JsonNode role) =>
        from rule in role["rules"]!.AsArray()
        from resource in rule!["resources"]!.AsArray()
        select $"{rule["apiGroups"]![0]} {resource}: {string.Join(' ', rule["verbs"]!.AsArray().Select(v => (string)v!).Order())}";
}
