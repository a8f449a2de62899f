using System.Text.Json.Nodes;
using Onair.Api;

namespace Onair.Tests.Integration.Chart;

/// <summary>The chart's objects of the player.</summary>
public sealed class ChartPlayerTests
{
    private const string On = "gateway.enabled=true,gateway.keyServer.enabled=false,gateway.player.enabled=true";

    private const string WithApi = On + ",gateway.streamApi.enabled=true";

    private static readonly string[] Watched = [.. OnairResources.Kinds.Where(kind => kind.PlayerVerbs.Count > 0).Select(kind => $"onair.dev {kind.Plural}: list watch")];

    [Fact]
    public async Task It_is_off_by_default()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "gateway.enabled=true,gateway.keyServer.publicUrl=https://keys.example.com");

        objects.ShouldNotContain(o => o.Name().Contains("player", StringComparison.Ordinal));
        Environment(objects).Keys.ShouldNotContain(name => name.StartsWith("Player__", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alone_it_brings_one_port_and_one_secret_that_survives_an_uninstall()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On);

        var secret = objects.Where(o => o.Kind() == "Secret" && o.Name().StartsWith("onair-gateway", StringComparison.Ordinal)).ShouldHaveSingleItem();
        secret.Name().ShouldBe("onair-gateway-player");
        Convert.FromBase64String(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)secret["data"]!["tokenSecret"]!))).Length.ShouldBe(32);
        ((string?)secret["metadata"]!["annotations"]!["helm.sh/resource-policy"]).ShouldBe("keep");
        objects.Single("Service", "onair-gateway")["spec"]!["ports"]!.AsArray().Select(p => (string)p!["name"]!).ShouldBe(["http"]);
        ((bool)objects.Single("Deployment", "onair-gateway")["spec"]!["template"]!["spec"]!["automountServiceAccountToken"]!).ShouldBeTrue();
        objects.Single("NetworkPolicy", "onair-gateway")["spec"]!["egress"]!.ToJsonString().ShouldBe("[{}]", "the API server has no pod's address");
    }

    [Fact]
    public async Task The_values_become_the_settings_of_the_gateway()
    {
        var environment = Environment(await ChartRenderer.RenderAsync("--set", On, "--set", "watchNamespaces={studio}", "--set",
            "gateway.player.existingSecret=given,gateway.player.frameAncestors={self,https://*.example.com},gateway.player.mediaOrigins={https://segments.example.com},gateway.player.allowedCidrs={10.1.0.0/16}"));

        environment.Where(e => e.Key.StartsWith("Player__", StringComparison.Ordinal)).ToDictionary().ShouldBe(
            new Dictionary<string, string>
            {
                ["Player__Enabled"] = "true",
                ["Player__Access"] = "Signed",
                ["Player__TokenSecret"] = "given/tokenSecret",
                ["Player__WatchNamespace"] = "studio",
                ["Player__DefaultNamespace"] = "studio",
                ["Player__FrameAncestors__0"] = "self",
                ["Player__FrameAncestors__1"] = "https://*.example.com",
                ["Player__AllowedCidrs__0"] = "10.1.0.0/16",
                ["Player__MediaOrigins__0"] = "https://segments.example.com",
            },
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_given_secret_is_not_created() =>
        (await ChartRenderer.RenderAsync("--set", On, "--set", "gateway.player.existingSecret=given")).ShouldNotContain(o => o.Kind() == "Secret" && o.Name().Contains("gateway", StringComparison.Ordinal));

    [Fact]
    public async Task It_may_read_what_it_plays_in_all_namespaces_and_no_Secret()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On);

        Roles(objects).ShouldBe(["ClusterRole /onair-gateway-player"]);
        Rights(objects.Single("ClusterRole", "onair-gateway-player")).ShouldBe(Watched, ignoreOrder: true);
        Bindings(objects).ShouldBe(["ClusterRoleBinding /onair-gateway-player"]);
    }

    [Fact]
    public async Task Serving_one_namespace_leaves_no_right_to_others()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", "watchNamespaces={studio}");

        Roles(objects).ShouldBe(["Role studio/onair-gateway-player", "Role studio/onair-gateway-player-secrets"], ignoreOrder: true);
        Rights(objects.Single("Role", "onair-gateway-player")).ShouldBe(Watched, ignoreOrder: true);
        Rights(objects.Single("Role", "onair-gateway-player-secrets")).ShouldBe([" secrets: get"]);
        Bindings(objects).ShouldBe(["RoleBinding studio/onair-gateway-player", "RoleBinding studio/onair-gateway-player-secrets"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("Signed", "Role talks/onair-gateway-player-secrets Role webinars/onair-gateway-player-secrets")]
    [InlineData("Public", "")]
    public async Task Secrets_are_read_in_listed_namespaces_and_for_signed_links_alone(string access, string expected)
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", $"gateway.player.access={access},gateway.player.secretNamespaces={{talks,webinars}}");

        string.Join(' ', Roles(objects).Where(r => r.EndsWith("-secrets", StringComparison.Ordinal)).Order()).ShouldBe(expected);
        // Links to URLs are signed in either case.
        Environment(objects)["Player__TokenSecret"].ShouldBe("onair-gateway-player/tokenSecret");
    }

    [Fact]
    public async Task Without_RBAC_it_has_no_roles() => Roles(await ChartRenderer.RenderAsync("--set", On, "--set", "rbac.create=false")).ShouldBeEmpty();

    [Fact]
    public async Task An_Ingress_and_a_Gateway_lead_to_its_paths_alone()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file,
            """
            gateway:
              streamApi:
                ingress: {enabled: true, host: api.example.com}
                httpRoute: {enabled: true, parentRefs: [{name: public}], hostnames: [api.example.com]}
              player:
                ingress: {enabled: true, host: play.example.com, className: nginx}
                httpRoute: {enabled: true, parentRefs: [{name: public}], hostnames: [play.example.com]}
            """);
        var objects = await ChartRenderer.RenderAsync("--set", WithApi, "-f", file);
        File.Delete(file);

        var ingress = objects.Single("Ingress", "onair-gateway-player")["spec"]!;
        var rule = ingress["rules"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)ingress["ingressClassName"]!, (string)rule["host"]!).ShouldBe(("nginx", "play.example.com"));
        rule["http"]!["paths"]!.AsArray().Select(p => $"{p!["path"]} {p["backend"]!["service"]!["port"]!["name"]}").ShouldBe(["/watch http", "/player http", "/video-player http"]);
        var route = objects.Single("HTTPRoute", "onair-gateway-player")["spec"]!;
        route["hostnames"]!.ToJsonString().ShouldBe("""["play.example.com"]""");
        var target = route["rules"]!.AsArray().ShouldHaveSingleItem()!;
        target["matches"]!.AsArray().Select(m => (string)m!["path"]!["value"]!).ShouldBe(["/watch", "/player", "/video-player"]);
        target["backendRefs"]!.ToJsonString().ShouldBe("""[{"name":"onair-gateway","port":8080}]""");
    }

    [Theory]
    [InlineData("gateway.player.ingress.enabled=true", "gateway.player.ingress.host: the name that viewers open")]
    [InlineData("gateway.player.ingress.enabled=true,gateway.player.ingress.host=a.example.com,gateway.streamApi.ingress.enabled=true,gateway.streamApi.ingress.host=a.example.com", "gateway.player.ingress.host: must not be")]
    [InlineData("gateway.player.httpRoute.enabled=true", "gateway.player.httpRoute.hostnames: name at least one host")]
    [InlineData("gateway.player.httpRoute.enabled=true,gateway.player.httpRoute.hostnames={a.example.com}", "gateway.player.httpRoute.parentRefs: name at least one Gateway")]
    [InlineData("gateway.player.access=Open", "gateway.player.access")]
    [InlineData("gateway.player.frameAncestors={example.com}", "gateway.player.frameAncestors")]
    [InlineData("gateway.player.frameAncestors={}", "gateway.player.frameAncestors")]
    [InlineData("gateway.player.mediaOrigins={https://a.example.com/path}", "gateway.player.mediaOrigins")]
    [InlineData("gateway.player.allowedCidrs={10.0.0.1}", "gateway.player.allowedCidrs")]
    [InlineData("gateway.player.defaultNamespace=A", "gateway.player.defaultNamespace")]
    public async Task A_wrong_value_is_named(string setting, string message)
    {
        var (code, _, error) = await ChartRenderer.RunAsync("--set", WithApi, "--set", setting);

        code.ShouldNotBe(0);
        error.ShouldContain(message);
    }

    [Theory]
    [InlineData("[]", "gateway.streamApi.httpRoute.hostnames: name at least one host")]
    [InlineData("[play.example.com]", "must not contain 'play.example.com'")]
    public async Task The_route_of_the_stream_API_must_have_another_host(string hosts, string message)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file,
            $"""
            gateway:
              streamApi:
                httpRoute:
                  enabled: true
                  parentRefs: [name: public]
                  hostnames: {hosts}
              player:
                httpRoute:
                  enabled: true
                  parentRefs: [name: public]
                  hostnames: [play.example.com]
            """);
        var (code, _, error) = await ChartRenderer.RunAsync("--set", WithApi, "-f", file);
        File.Delete(file);

        code.ShouldNotBe(0);
        error.ShouldContain(message);
    }

    private static List<string> Roles(IEnumerable<JsonNode> objects) => Own(objects, "Role");

    /// <summary>Bindings, of which each gives its own role to the gateway alone.</summary>
    private static List<string> Bindings(IReadOnlyList<JsonNode> objects)
    {
        foreach (var binding in objects.Where(o => o.Name().StartsWith("onair-gateway", StringComparison.Ordinal) && o.Kind().EndsWith("Binding", StringComparison.Ordinal)))
        {
            ($"{binding["roleRef"]!["kind"]}Binding", (string)binding["roleRef"]!["name"]!).ShouldBe((binding.Kind(), binding.Name()));
            binding["subjects"]!.ToJsonString().ShouldBe("""[{"kind":"ServiceAccount","name":"onair-gateway","namespace":"media"}]""");
        }
        return Own(objects, "RoleBinding");
    }

    private static List<string> Own(IEnumerable<JsonNode> objects, string kind) =>
        [.. objects.Where(o => o.Name().StartsWith("onair-gateway", StringComparison.Ordinal) && (o.Kind() == kind || o.Kind() == $"Cluster{kind}")).Select(o => $"{o.Kind()} {o["metadata"]!["namespace"]}/{o.Name()}")];

    private static IEnumerable<string> Rights(JsonNode role) =>
        from rule in role["rules"]!.AsArray()
        from resource in rule!["resources"]!.AsArray()
        select $"{rule["apiGroups"]![0]} {resource}: {string.Join(' ', rule["verbs"]!.AsArray().Select(v => (string)v!).Order())}";

    private static Dictionary<string, string> Environment(IEnumerable<JsonNode> objects) =>
        objects.Single("Deployment", "onair-gateway")["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray()
            .ToDictionary(e => (string)e!["name"]!, e => e!["value"]?.ToString() ?? $"{e["valueFrom"]!["secretKeyRef"]!["name"]}/{e["valueFrom"]!["secretKeyRef"]!["key"]}");
}
