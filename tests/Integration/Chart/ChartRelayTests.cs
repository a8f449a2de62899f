using System.Text.Json.Nodes;
using Onair.Guard;

namespace Onair.Tests.Integration.Chart;

/// <summary>The chart's objects of relays: a namespace in which the gateway may create pods, and what these may not.</summary>
public sealed class ChartRelayTests
{
    private const string On = "gateway.enabled=true,gateway.keyServer.enabled=false,gateway.player.enabled=true,gateway.player.relay.enabled=true";

    [Theory]
    [InlineData("gateway.player.relay.enabled=false")]
    [InlineData("gateway.player.enabled=false,gateway.keyServer.enabled=true,gateway.keyServer.publicUrl=https://keys.example.com")]
    public async Task Without_relays_there_is_no_namespace_and_no_right_on_pods(string values)
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", values);

        objects.ShouldNotContain(o => o.Kind() == "Namespace" || o.Name().EndsWith("-relay", StringComparison.Ordinal));
        objects.Single("Deployment", "onair-gateway").ToJsonString().ShouldNotContain("Relay");
    }

    [Theory]
    [InlineData("gateway.replicas=1")]
    [InlineData("watchNamespaces={studio}")]
    public async Task The_gateway_may_create_pods_in_their_namespace_alone(string values)
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", values);

        var roles = objects.Where(o => o.Kind() is "Role" or "ClusterRole" && o.Name().StartsWith("onair-gateway", StringComparison.Ordinal) && o["rules"]!.ToJsonString().Contains("\"pods\"", StringComparison.Ordinal)).ToList();
        var role = roles.ShouldHaveSingleItem();
        (role.Kind(), (string)role["metadata"]!["namespace"]!).ShouldBe(("Role", "onair-relay"));
        role["rules"]!.ToJsonString().ShouldBe("""[{"apiGroups":[""],"resources":["pods"],"verbs":["list","watch","create","delete"]}]""");
        var binding = objects.Single("RoleBinding", role.Name());
        ((string)binding["metadata"]!["namespace"]!, binding["subjects"]!.ToJsonString()).ShouldBe(("onair-relay", """[{"kind":"ServiceAccount","name":"onair-gateway","namespace":"media"}]"""));
    }

    [Fact]
    public async Task The_namespace_restricts_its_pods_and_limits_their_number()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", "gateway.player.relay.max=7");

        ((string)objects.Single("Namespace", "onair-relay")["metadata"]!["labels"]!["pod-security.kubernetes.io/enforce"]!).ShouldBe("restricted");
        objects.Single("ResourceQuota", "onair-relay")["spec"]!["hard"]!["pods"]!.ToString().ShouldBe("7");
        objects.Single("Deployment", "onair-gateway").ToJsonString().ShouldContain("""{"name":"Player__Relay__Max","value":"7"}""");
    }

    [Fact]
    public async Task Pods_reach_public_addresses_and_are_reached_by_the_gateway()
    {
        var spec = (await ChartRenderer.RenderAsync("--set", On, "--set", "gateway.player.allowedCidrs={10.1.0.0/16}")).Single("NetworkPolicy", "onair-relay")["spec"]!;

        spec["podSelector"]!.ToJsonString().ShouldBe("{}");
        spec["ingress"]!.AsArray().ShouldHaveSingleItem()!["from"]!.AsArray().ShouldHaveSingleItem()!["podSelector"]!["matchLabels"]!["app.kubernetes.io/component"]!.ToString().ShouldBe("gateway");
        var blocks = spec["egress"]![1]!["to"]!.AsArray().Select(t => t!["ipBlock"]!).ToList();
        blocks.Select(b => (string)b["cidr"]!).ShouldBe(["0.0.0.0/0", AddressRules.PublicV6, "10.1.0.0/16"]);
        blocks[0]["except"]!.AsArray().Select(b => (string)b!).ShouldBe(AddressRules.NonPublicV4, ignoreOrder: true);
    }

    [Fact]
    public async Task The_pod_has_no_token_no_root_and_an_end()
    {
        var template = JsonNode.Parse((string)(await ChartRenderer.RenderAsync("--set", On)).Single("ConfigMap", "onair-relay")["data"]!["pod-template.json"]!)!;

        var spec = template["spec"]!;
        ((bool)spec["automountServiceAccountToken"]!, (string)spec["restartPolicy"]!, (int)spec["activeDeadlineSeconds"]!).ShouldBe((false, "Never", 43200));
        ((bool)spec["securityContext"]!["runAsNonRoot"]!, (string)spec["securityContext"]!["seccompProfile"]!["type"]!).ShouldBe((true, "RuntimeDefault"));
        var container = spec["containers"]!.AsArray().ShouldHaveSingleItem()!;
        container["securityContext"]!.ToJsonString().ShouldBe("""{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"readOnlyRootFilesystem":true}""");
        container["command"]!.ToJsonString().ShouldBe("""["/app/Onair.Relay"]""");
        spec["volumes"]!.AsArray().ShouldAllBe(v => v!["emptyDir"]!["sizeLimit"] != null);
    }

    [Theory]
    [InlineData("gateway.player.relay.namespace=media", "gateway.player.relay.namespace: must be a namespace of its own")]
    [InlineData("gateway.player.relay.namespace=studio,watchNamespaces={studio}", "gateway.player.relay.namespace: must be a namespace of its own")]
    [InlineData("gateway.player.relay.max=0", "gateway.player.relay.max")]
    public async Task A_wrong_value_is_named(string setting, string message)
    {
        var (code, _, error) = await ChartRenderer.RunAsync("--set", On, "--set", setting);

        code.ShouldNotBe(0);
        error.ShouldContain(message);
    }
}
