using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Api;

namespace Onair.Tests.Integration.Chart;

/// <summary>The chart's objects of the stream API.</summary>
public sealed partial class ChartStreamApiTests
{
    private const string On = "gateway.enabled=true,gateway.keyServer.enabled=false,gateway.streamApi.enabled=true";

    private static readonly string[] Streams = [.. Kinds(cluster: false), " secrets: create delete get list watch"];

    private static readonly string[] Cluster = ["authentication.k8s.io tokenreviews: create", "authorization.k8s.io subjectaccessreviews: create", .. Kinds(cluster: true)];

    [Fact]
    public async Task It_is_off_by_default_and_leaves_the_key_server_without_a_token()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "gateway.enabled=true,gateway.keyServer.publicUrl=https://keys.example.com");

        objects.ShouldNotContain(o => o.Name() == "onair-gateway" && o.Kind().StartsWith("ClusterRole", StringComparison.Ordinal));
        Environment(objects).Keys.ShouldNotContain(name => name.StartsWith("StreamApi__", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alone_it_brings_no_keys_and_no_port_for_packagers()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", "emulator.enabled=true");

        objects.ShouldNotContain(o => o.Kind() == "Secret" && o.Name().StartsWith("onair-gateway", StringComparison.Ordinal));
        Ports(objects.Single("Service", "onair-gateway")).ShouldBe(["http", "streams"]);
        ((bool)objects.Single("Deployment", "onair-gateway")["spec"]!["template"]!["spec"]!["automountServiceAccountToken"]!).ShouldBeTrue();
        Environment(objects).ShouldContainKeyAndValue("KeyServer__Enabled", "false");
        Environment(objects).ShouldContainKeyAndValue("StreamApi__Enabled", "true");
        objects.Single("Deployment", "onair-emulator")["spec"]!.ToJsonString().ShouldNotContain("Emulator__SpekeSecret");
    }

    [Fact]
    public async Task Serving_all_namespaces_takes_these_rights()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On);

        Rights(objects.Single("ClusterRole", "onair-gateway")).ShouldBe([.. Cluster, .. Streams], ignoreOrder: true);
        objects.ShouldNotContain(o => o.Kind() == "Role" && o.Name() == "onair-gateway");
    }

    [Fact]
    public async Task Serving_one_namespace_leaves_no_right_to_others()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", "watchNamespaces={studio}");

        Rights(objects.Single("ClusterRole", "onair-gateway")).ShouldBe(Cluster, ignoreOrder: true);
        var role = objects.Single("Role", "onair-gateway");
        ((string)role["metadata"]!["namespace"]!).ShouldBe("studio");
        Rights(role).ShouldBe(Streams, ignoreOrder: true);
        foreach (var binding in objects.Where(o => o.Name() == "onair-gateway" && o.Kind().EndsWith("Binding", StringComparison.Ordinal)))
            binding["subjects"]!.ToJsonString().ShouldBe("""[{"kind":"ServiceAccount","name":"onair-gateway","namespace":"media"}]""");
        Environment(objects).ShouldContainKeyAndValue("StreamApi__WatchNamespace", "studio");
        Environment(objects).ShouldContainKeyAndValue("StreamApi__DefaultNamespace", "studio");
    }

    [Fact]
    public async Task Without_RBAC_it_has_no_roles() =>
        (await ChartRenderer.RenderAsync("--set", On, "--set", "rbac.create=false")).ShouldNotContain(o => o.Name() == "onair-gateway" && o.Kind().Contains("Role", StringComparison.Ordinal));

    [Fact]
    public async Task The_gateway_may_do_whatever_its_source_does()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", "gateway.player.enabled=true,gateway.player.relay.enabled=true");
        var files = Directory.GetFiles(Path.Combine(Checkout.Root, "gateway"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).ToLookup(file => file.Contains("/Relays/", StringComparison.Ordinal));

        Forbidden(files[false], objects.Single("ClusterRole", "onair-gateway")).ShouldBeEmpty();
        // In the namespace of relays alone.
        Forbidden(files[true], objects.Single(o => o.Kind() == "Role" && (string)o["metadata"]!["namespace"]! == "onair-relay")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("gateway.replicas=1", null, null)]
    [InlineData("gateway.replicas=3", null, 3)]
    [InlineData("gateway.autoscaling.enabled=true", "2-6 at 80", 2)]
    [InlineData("gateway.autoscaling.enabled=true,gateway.autoscaling.minReplicas=1,gateway.autoscaling.maxReplicas=4,gateway.autoscaling.targetCPUUtilizationPercentage=50", "1-4 at 50", null)]
    public async Task Pods_scale_and_are_not_all_evicted(string setting, string? scale, int? budgetOf)
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", setting);

        var scaler = objects.SingleOrDefault(o => o.Kind() == "HorizontalPodAutoscaler")?["spec"];
        (scaler is null ? null : $"{scaler["minReplicas"]}-{scaler["maxReplicas"]} at {scaler["metrics"]![0]!["resource"]!["target"]!["averageUtilization"]}").ShouldBe(scale);
        (objects.Single("Deployment", "onair-gateway")["spec"]!["replicas"] is null).ShouldBe(scale is not null);
        objects.Any(o => o.Kind() == "PodDisruptionBudget" && o.Name() == "onair-gateway").ShouldBe(budgetOf is not null);
    }

    [Fact]
    public async Task An_Ingress_and_a_Gateway_lead_to_its_port_alone()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "gateway: {streamApi: {httpRoute: {enabled: true, hostnames: [api.example.com], parentRefs: [{name: public, namespace: gateways}]}}}");
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", "gateway.streamApi.ingress.enabled=true,gateway.streamApi.ingress.host=api.example.com,gateway.streamApi.ingress.className=nginx", "-f", file);
        File.Delete(file);

        var ingress = objects.Single("Ingress", "onair-gateway-streams")["spec"]!;
        ((string)ingress["ingressClassName"]!, (string)ingress["rules"]![0]!["host"]!).ShouldBe(("nginx", "api.example.com"));
        ingress["rules"]![0]!["http"]!["paths"]![0]!["backend"]!["service"]!.ToJsonString().ShouldBe("""{"name":"onair-gateway","port":{"name":"streams"}}""");
        var route = objects.Single("HTTPRoute", "onair-gateway-streams")["spec"]!;
        route["parentRefs"]!.ToJsonString().ShouldBe("""[{"name":"public","namespace":"gateways"}]""");
        route["rules"]![0]!["backendRefs"]!.ToJsonString().ShouldBe("""[{"name":"onair-gateway","port":8082}]""");
    }

    [Theory]
    [InlineData("gateway.streamApi.ingress.enabled=true", "gateway.streamApi.ingress.host: the name that clients call")]
    [InlineData("gateway.streamApi.httpRoute.enabled=true", "gateway.streamApi.httpRoute.parentRefs: name at least one Gateway")]
    [InlineData("gateway.streamApi.limits.burst=0", "gateway.streamApi.limits.burst")]
    [InlineData("gateway.streamApi.defaultNamespace=A", "gateway.streamApi.defaultNamespace")]
    public async Task A_wrong_value_is_named(string setting, string message)
    {
        var (code, _, error) = await ChartRenderer.RunAsync("--set", On, "--set", setting);

        code.ShouldNotBe(0);
        error.ShouldContain(message);
    }

    [Fact]
    public async Task The_NetworkPolicy_opens_the_port_to_those_who_are_named()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "gateway: {streamApi: {from: [{namespaceSelector: {matchLabels: {ingress: 'true'}}}]}}");
        var policy = (await ChartRenderer.RenderAsync("--set", On, "-f", file)).Single("NetworkPolicy", "onair-gateway")["spec"]!;
        File.Delete(file);

        policy["ingress"]!.AsArray().Select(r => $"{r!["ports"]![0]!["port"]}: {r["from"]?.ToJsonString()}").ShouldBe(
            ["http: ", """streams: [{"namespaceSelector":{"matchLabels":{"ingress":"true"}}}]"""]);
        policy["egress"]!.ToJsonString().ShouldBe("[{}]");
    }

    [Fact]
    public async Task Node_ports_open_viewers_and_clients_ports()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", "gateway.service.type=NodePort");

        objects.Single("Service", "onair-gateway-public")["spec"]!["ports"]!.AsArray().Select(p => $"{p!["name"]} {p["nodePort"]}").ShouldBe(["http 30081", "streams 30082"]);
    }

    // client.CreateAsync(OnairResources.LiveStreams, … and AddInformer(OnairResources.LiveStreams, …
    [GeneratedRegex(@"\.(?<call>Find|Get|List|Create|Patch|Delete)Async\((OnairResources|BuiltInResources)\.(?<kind>\w+)")]
    private static partial Regex Calls();

    private static IEnumerable<string> Kinds(bool cluster) => OnairResources.Kinds.Where(kind => kind.GatewayVerbs.Count > 0 && kind.Scope == KindScope.Cluster == cluster)
        .Select(kind => $"onair.dev {kind.Plural}: {string.Join(' ', kind.GatewayVerbs.Order())}");

    private static IEnumerable<string> Ports(JsonNode service) => service["spec"]!["ports"]!.AsArray().Select(p => (string)p!["name"]!);

    private static Dictionary<string, string?> Environment(IEnumerable<JsonNode> objects) =>
        objects.Single("Deployment", "onair-gateway")["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray()
            .ToDictionary(e => (string)e!["name"]!, e => e!["value"]?.ToString());

    private static IEnumerable<(string Verb, string Resource)> Forbidden(IEnumerable<string> files, JsonNode role)
    {
        var rights = Rights(role).ToList();
        var calls = files.SelectMany(file => Calls().Matches(File.ReadAllText(file)))
            .Select(call => (Verb: call.Groups["call"].Value.Replace("Find", "Get", StringComparison.Ordinal).ToLowerInvariant(), Resource: call.Groups["kind"].Value.ToLowerInvariant()))
            .Distinct().ToList();
        calls.Count.ShouldBeGreaterThan(1);
        return calls.Where(call => !rights.Any(right => right.Split(": ") is [var resource, var verbs] && resource.EndsWith($" {call.Resource}", StringComparison.Ordinal) && verbs.Split(' ').Contains(call.Verb)));
    }

    private static IEnumerable<string> Rights(JsonNode role) =>
        from rule in role["rules"]!.AsArray()
        from resource in rule!["resources"]!.AsArray()
        select $"{rule["apiGroups"]![0]} {resource}: {string.Join(' ', rule["verbs"]!.AsArray().Select(v => (string)v!).Order())}";
}
