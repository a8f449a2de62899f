using System.Text.Json.Nodes;
using Onair.Api;

namespace Onair.Tests.Integration.Chart;

public class ChartTests
{
    private static readonly string[] Everything =
    [
        "--set", "emulator.enabled=true,emulator.persistence.enabled=true,emulator.service.type=NodePort",
        "--set", "gateway.enabled=true,gateway.keyServer.publicUrl=https://keys.example.com,gateway.service.type=NodePort",
        "--set", "operator.replicas=2,networkPolicy.enabled=true",
        "--set", "metrics.podMonitor.enabled=true,metrics.serviceMonitor.enabled=true",
    ];

    private static readonly string[] ClusterScoped =
        ["ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

    [Fact]
    public async Task By_default_operator_and_webhook_are_installed_and_no_emulator()
    {
        var objects = await ChartRenderer.RenderAsync();

        objects.Where(o => !o.Name().StartsWith("onair-webhook", StringComparison.Ordinal)).Select(o => $"{o.Kind()}/{o.Name()}").ShouldBe(
        [
            "ServiceAccount/onair",
            "ConfigMap/onair-connector", "ConfigMap/onair-splitter",
            .. OnairResources.Kinds.Select(kind => $"CustomResourceDefinition/{kind.Plural}.onair.dev").Order(StringComparer.Ordinal),
            "ClusterRole/onair", "ClusterRole/onair-admin", "ClusterRole/onair-edit", "ClusterRole/onair-view", "ClusterRoleBinding/onair", "Role/onair", "RoleBinding/onair",
            "Deployment/onair-operator",
        ]);
    }

    [Fact]
    public async Task Every_object_says_whose_it_is_and_where_it_belongs()
    {
        foreach (var o in await ChartRenderer.RenderAsync(Everything))
        {
            var labels = o["metadata"]!["labels"]!;
            ((string)labels["app.kubernetes.io/instance"]!).ShouldBe("onair", o.Name());
            ((string)labels["app.kubernetes.io/managed-by"]!).ShouldBe("Helm", o.Name());
            ((string?)o["metadata"]!["namespace"]).ShouldBe(ClusterScoped.Contains(o.Kind()) ? null : "media", o.Name());
        }
    }

    [Fact]
    public async Task Every_container_runs_without_rights()
    {
        var deployments = (await ChartRenderer.RenderAsync(Everything)).Where(o => o.Kind() == "Deployment").ToList();

        deployments.Count.ShouldBe(4);
        foreach (var pod in deployments.Select(d => d["spec"]!["template"]!["spec"]!))
        {
            ((bool)pod["securityContext"]!["runAsNonRoot"]!).ShouldBeTrue();
            ((string)pod["securityContext"]!["seccompProfile"]!["type"]!).ShouldBe("RuntimeDefault");
            foreach (var security in pod["containers"]!.AsArray().Select(c => c!["securityContext"]!))
            {
                ((bool)security["allowPrivilegeEscalation"]!).ShouldBeFalse();
                ((bool)security["readOnlyRootFilesystem"]!).ShouldBeTrue();
                security["capabilities"]!["drop"]!.ToJsonString().ShouldBe("""["ALL"]""");
            }
        }
    }

    [Fact]
    public async Task The_definitions_in_the_chart_are_those_of_the_repository()
    {
        var rendered = (await ChartRenderer.RenderAsync()).Where(o => o.Kind() == "CustomResourceDefinition").ToList();
        var files = Directory.GetFiles(Path.Combine(ChartRenderer.Root, "crds"), "*.yaml");

        rendered.Count.ShouldBe(files.Length);
        foreach (var definition in files.Select(f => ChartRenderer.Parse(File.ReadAllText(f))[0]))
            JsonNode.DeepEquals(rendered.Single("CustomResourceDefinition", definition.Name())["spec"], definition["spec"])
                .ShouldBeTrue(definition.Name());
    }

    [Theory]
    [InlineData("true", "keep")]
    [InlineData("false", null)]
    public async Task Uninstalling_keeps_the_definitions_when_told_so(string keep, string? policy)
    {
        var objects = await ChartRenderer.RenderAsync("--set", $"crds.keep={keep}");

        foreach (var definition in objects.Where(o => o.Kind() == "CustomResourceDefinition"))
            ((string?)definition["metadata"]!["annotations"]?["helm.sh/resource-policy"]).ShouldBe(policy);
    }

    [Theory]
    [InlineData("v1.20.2", "2", "policy/v1beta1")]
    [InlineData("v1.21.0", "2", "policy/v1")]
    [InlineData("v1.34.1", "3", "policy/v1")]
    [InlineData("v1.34.1", "1", null)]
    public async Task A_disruption_budget_guards_more_than_one_operator(string version, string replicas, string? api)
    {
        var objects = await ChartRenderer.RenderAsync("--kube-version", version, "--set", $"operator.replicas={replicas}");

        ((string?)objects.SingleOrDefault(o => o.Kind() == "PodDisruptionBudget" && o.Name() == "onair-operator")?["apiVersion"]).ShouldBe(api);
    }

    [Fact]
    public async Task Node_ports_are_what_viewers_and_encoders_are_told()
    {
        var objects = await ChartRenderer.RenderAsync(
            "--set", "emulator.enabled=true,emulator.service.type=NodePort",
            "--set", "emulator.publicUrl=http://192.0.2.1:30080,emulator.ingestHost=192.0.2.1,emulator.quotas.channels=20");

        var environment = objects.Single("Deployment", "onair-emulator")["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!
            .AsArray().Where(e => e!["value"] is not null).ToDictionary(e => (string)e!["name"]!, e => e!["value"]!.ToString());
        environment["Emulator__PublicUrl"].ShouldBe("http://192.0.2.1:30080");
        environment["Emulator__IngestHost"].ShouldBe("192.0.2.1");
        environment["Emulator__Quotas__channels"].ShouldBe("20");
        environment["Emulator__IngestPorts__0"].ShouldBe("31935");
        environment["Emulator__IngestPorts__1"].ShouldBe("31936");
        environment["Emulator__IngestRtmpsPort"].ShouldBe("31443");
        objects.Single("Service", "onair-emulator")["spec"]!["ports"]!.AsArray().Select(p => (int)p!["nodePort"]!)
            .ShouldBe([30080, 31935, 31936, 31443]);
    }

    [Fact]
    public async Task A_token_for_STS_is_mounted_where_the_operator_looks_for_it_and_only_when_asked_for()
    {
        var pod = await PodAsync("--set", "operator.webIdentity.enabled=true");

        var token = pod["volumes"]!.AsArray().Single(v => (string)v!["name"]! == "web-identity")!["projected"]!["sources"]![0]!["serviceAccountToken"]!;
        ((string)token["audience"]!).ShouldBe("sts.amazonaws.com");
        ((string)token["path"]!).ShouldBe("token");
        var mount = pod["containers"]![0]!["volumeMounts"]!.AsArray().Single(m => (string)m!["name"]! == "web-identity")!;
        ((string)mount["mountPath"]!).ShouldBe("/var/run/secrets/onair.dev");
        (await PodAsync())["volumes"]!.AsArray().ShouldNotContain(v => (string)v!["name"]! == "web-identity");

        static async Task<JsonNode> PodAsync(params string[] arguments) =>
            (await ChartRenderer.RenderAsync(arguments)).Single("Deployment", "onair-operator")["spec"]!["template"]!["spec"]!;
    }

    [Theory]
    [InlineData("operator.replicas=two", "operator.replicas")]
    [InlineData("connector.caBundle=nonsense", "connector.caBundle")]
    [InlineData("operator.webIdentity.enable=true", "operator.webIdentity")]
    [InlineData("operator.replica=2", "replica")]
    [InlineData("operator.logLevel=Loud", "operator.logLevel")]
    [InlineData("splitter.parallel=0", "splitter.parallel")]
    [InlineData("splitter.activeDeadlineSeconds=604801", "splitter.activeDeadlineSeconds")]
    [InlineData("splitter.tmpSizeLimit=plenty", "splitter.tmpSizeLimit")]
    [InlineData("splitter.replicas=2", "splitter")]
    [InlineData("emulator.service.type=LoadBalancer", "emulator.service.type")]
    [InlineData("emulator.service.nodePorts.http=8080", "emulator.service.nodePorts.http")]
    [InlineData("emulator.seed.buckets={my.bucket}", "emulator.seed.buckets")]
    [InlineData("emulator.publicUrl=localhost:8080", "emulator.publicUrl")]
    [InlineData("gateway.keyServer.publicUrl=keys.example.com", "gateway.keyServer.publicUrl")]
    [InlineData("gateway.keyServer.publicUrl=https://keys.example.com/?a=b", "gateway.keyServer.publicUrl")]
    [InlineData("gateway.service.type=LoadBalancer", "gateway.service.type")]
    [InlineData("downstream.enabled=true", "downstream.url")]
    [InlineData("downstream.url=hooks.example.com", "downstream.url")]
    [InlineData("downstream.timeout=61", "downstream.timeout")]
    [InlineData("downstream.format=Xml", "downstream.format")]
    [InlineData("downstream.token=s3cret", "downstream")]
    [InlineData("events.allowedCidrs={10.0.0.1}", "events.allowedCidrs")]
    [InlineData("operator.webIdentity.allowedHosts={https://sts.example.com}", "operator.webIdentity.allowedHosts")]
    [InlineData("gateway.enabled=true", "gateway.keyServer.publicUrl")]
    [InlineData("watchNamespaces={Not_A_Name}", "watchNamespaces")]
    [InlineData("webhook.failurePolicy=Warn", "webhook.failurePolicy")]
    [InlineData("webhook.timeoutSeconds=31", "webhook.timeoutSeconds")]
    [InlineData("webhook.namespaceSelector.matchLabel.a=b", "webhook.namespaceSelector")]
    [InlineData("webhook.certManager.issuerRef.kind=Issuer", "webhook.certManager.issuerRef")]
    public async Task A_value_that_cannot_be_is_refused_by_name(string setting, string named)
    {
        var (code, _, error) = await ChartRenderer.RunAsync("--set", setting);

        code.ShouldNotBe(0);
        error.ShouldContain(named);
    }
}
