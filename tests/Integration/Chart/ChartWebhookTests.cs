using System.Text.Json.Nodes;
using Onair.Api;

namespace Onair.Tests.Integration.Chart;

public class ChartWebhookTests
{
    private const string CertManager = "webhook.certManager.enabled=true";

    [Fact]
    public async Task The_webhook_comes_as_two_pods_with_a_certificate_that_they_wait_for()
    {
        var objects = (await ChartRenderer.RenderAsync()).Where(o => o.Name().StartsWith("onair-webhook", StringComparison.Ordinal)).ToList();

        objects.Select(o => o.Kind()).ShouldBe(
            [
                "PodDisruptionBudget", "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding", "Service", "Deployment",
                "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
            ],
            ignoreOrder: true);
        var spec = objects.Single("Deployment", "onair-webhook")["spec"]!;
        ((int)spec["replicas"]!).ShouldBe(2);
        var pod = spec["template"]!["spec"]!;
        ((string)pod["serviceAccountName"]!).ShouldBe("onair-webhook");
        ((string)pod["topologySpreadConstraints"]!.AsArray().ShouldHaveSingleItem()!["whenUnsatisfiable"]!).ShouldBe("ScheduleAnyway");
        var secret = pod["volumes"]!.AsArray().Single(v => (string)v!["name"]! == "certificate")!["secret"]!;
        ((string)secret["secretName"]!).ShouldBe("onair-webhook-tls");
        secret["optional"].ShouldBeNull();
        var container = pod["containers"]![0]!;
        container["command"]!.ToJsonString().ShouldBe("""["/app/onair","webhook"]""");
        var folder = (string)container["env"]!.AsArray().Single(e => (string)e!["name"]! == "Webhook__CertificateFolder")!["value"]!;
        container["volumeMounts"]!.AsArray().Select(m => (string)m!["mountPath"]!).ShouldContain(folder);
    }

    [Fact]
    public async Task The_operator_makes_the_certificates_unless_cert_manager_does()
    {
        Variable(await ChartRenderer.RenderAsync(), "ServiceName").ShouldBe("onair-webhook");
        Variable(await ChartRenderer.RenderAsync(), "IssuedByOthers").ShouldBeNull();
        // The paths are the operator's nevertheless.
        Variable(await ChartRenderer.RenderAsync("--set", CertManager), "ServiceName").ShouldBe("onair-webhook");
        Variable(await ChartRenderer.RenderAsync("--set", CertManager), "IssuedByOthers").ShouldBe("true");
        Variable(await ChartRenderer.RenderAsync("--set", "webhook.enabled=false"), "ServiceName").ShouldBeNull();

        static string? Variable(IEnumerable<JsonNode> objects, string name) => (string?)objects.Single("Deployment", "onair-operator")["spec"]!["template"]!["spec"]!
            ["containers"]![0]!["env"]!.AsArray().SingleOrDefault(e => (string)e!["name"]! == $"Onair__Webhook__{name}")?["value"];
    }

    [Fact]
    public async Task Without_a_webhook_nothing_of_it_is_there()
    {
        var objects = await ChartRenderer.RenderAsync("--set", $"webhook.enabled=false,networkPolicy.enabled=true,{CertManager}", "--set", "metrics.serviceMonitor.enabled=true");

        objects.ShouldNotContain(o => o.Name().Contains("webhook", StringComparison.Ordinal));
    }

    public static TheoryData<string, string[]> Configurations => new()
    {
        { "MutatingWebhookConfiguration", ["livestreams.onair.dev Namespaced livestreams: CREATE UPDATE"] },
        {
            "ValidatingWebhookConfiguration",
            [
                .. OnairResources.Kinds.Select(kind => $"{kind.Plural}.onair.dev {(kind.Scope == KindScope.Cluster ? "Cluster" : "Namespaced")} {kind.Plural}: "
                    + string.Join(' ', kind.AdmissionOperations)),
                "status.onair.dev * livestreams/status: UPDATE",
            ]
        },
    };

    [Theory]
    [MemberData(nameof(Configurations))]
    public async Task The_configurations_say_what_is_asked_and_leave_bundle_and_path_to_others(string kind, string[] expected)
    {
        var webhooks = (await ChartRenderer.RenderAsync()).Single(kind, "onair-webhook")["webhooks"]!.AsArray();

        webhooks.Select(w => $"{w!["name"]} {Line(w["rules"]!.AsArray().ShouldHaveSingleItem()!)}").ShouldBe(expected);
        foreach (var webhook in webhooks.Select(w => w!))
        {
            webhook["clientConfig"]!.AsObject().ContainsKey("caBundle").ShouldBeFalse();
            var service = webhook["clientConfig"]!["service"]!;
            service.AsObject().ContainsKey("path").ShouldBeFalse();
            $"{service["namespace"]}/{service["name"]}:{service["port"]}".ShouldBe("media/onair-webhook:443");
            ((string)webhook["failurePolicy"]!).ShouldBe("Ignore");
            ((int)webhook["timeoutSeconds"]!).ShouldBe(5);
            ((string)webhook["sideEffects"]!).ShouldBe("None");
        }

        static string Line(JsonNode rule) => $"{rule["scope"]} {rule["resources"]![0]}: {string.Join(' ', rule["operations"]!.AsArray().Select(o => (string)o!))}";
    }

    [Theory]
    [InlineData("v1.21.0", "watchNamespaces={studio}", """{"matchLabels":{"kubernetes.io/metadata.name":"studio"}}""")]
    [InlineData("v1.20.2", "watchNamespaces={studio}", "{}")]
    [InlineData("v1.33.0", "webhook.namespaceSelector.matchLabels.media=yes", """{"matchLabels":{"media":"yes"}}""")]
    [InlineData("v1.33.0", "webhook.replicas=1", "{}")]
    public async Task Only_streams_and_splits_of_the_chosen_namespaces_are_asked_about(string version, string setting, string selector)
    {
        var objects = await ChartRenderer.RenderAsync("--kube-version", version, "--set", setting);

        foreach (var kind in new[] { "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration" })
        {
            foreach (var webhook in objects.Single(kind, "onair-webhook")["webhooks"]!.AsArray().Select(w => w!))
            {
                var expected = (string)webhook["name"]! switch
                {
                    "mediaproviders.onair.dev" => null,
                    // Those beside the operator get the events of the namespace as well.
                    "eventsinks.onair.dev" or "status.onair.dev" when selector.Contains("studio", StringComparison.Ordinal) =>
                        """{"matchExpressions":[{"key":"kubernetes.io/metadata.name","operator":"In","values":["studio","media"]}]}""",
                    _ => selector,
                };
                webhook["namespaceSelector"]?.ToJsonString().ShouldBe(expected);
            }
        }
    }

    [Theory]
    [InlineData("", "Issuer onair-webhook", 2)]
    [InlineData(",webhook.certManager.issuerRef.name=company,webhook.certManager.issuerRef.kind=ClusterIssuer", "ClusterIssuer company", 0)]
    public async Task Cert_manager_makes_the_same_Secret_for_the_same_names(string setting, string issuer, int issuers)
    {
        var objects = await ChartRenderer.RenderAsync("--set", CertManager + setting);

        var certificate = objects.Single("Certificate", "onair-webhook")["spec"]!;
        ((string)certificate["secretName"]!).ShouldBe("onair-webhook-tls");
        certificate["dnsNames"]!.AsArray().Select(n => (string)n!)
            .ShouldBe(["onair-webhook.media.svc", "onair-webhook.media.svc.cluster.local", "onair-webhook.media"]);
        $"{certificate["issuerRef"]!["kind"]} {certificate["issuerRef"]!["name"]}".ShouldBe(issuer);
        objects.Count(o => o.Kind() == "Issuer").ShouldBe(issuers);
        foreach (var configuration in objects.Where(o => o.Kind().EndsWith("WebhookConfiguration", StringComparison.Ordinal)))
            ((string)configuration["metadata"]!["annotations"]!["cert-manager.io/inject-ca-from"]!).ShouldBe("media/onair-webhook");
    }

    [Theory]
    [InlineData("v1.20.2", 2, "policy/v1beta1")]
    [InlineData("v1.21.0", 2, "policy/v1")]
    [InlineData("v1.21.0", 1, null)]
    public async Task A_disruption_budget_keeps_one_of_several(string version, int replicas, string? api)
    {
        var objects = await ChartRenderer.RenderAsync("--kube-version", version, "--set", $"webhook.replicas={replicas}");

        ((string?)objects.SingleOrDefault(o => o.Kind() == "PodDisruptionBudget")?["apiVersion"]).ShouldBe(api);
    }

    [Fact]
    public async Task API_servers_get_through_the_network_policy()
    {
        var policy = (await ChartRenderer.RenderAsync("--set", "networkPolicy.enabled=true"))
            .Single("NetworkPolicy", "onair-webhook")["spec"]!;

        policy["ingress"]!.AsArray().ShouldAllBe(r => r!["from"] == null);
        policy["ingress"]!.AsArray().SelectMany(r => r!["ports"]!.AsArray()).Select(p => (string)p!["port"]!).ShouldBe(["https", "http", "callbacks"]);
    }

    [Fact]
    public async Task An_Ingress_leads_to_the_callbacks_and_nowhere_else()
    {
        const string on = "webhook.callbacks.ingress.enabled=true";
        (await ChartRenderer.RenderAsync()).ShouldNotContain(o => o.Kind() == "Ingress");
        (await ChartRenderer.RunAsync("--set", on)).Error.ShouldContain("webhook.callbacks.ingress.host");

        var objects = await ChartRenderer.RenderAsync("--set", $"{on},webhook.callbacks.ingress.host=callbacks.example.com,webhook.callbacks.ingress.className=nginx");

        var spec = objects.Single("Ingress", "onair-webhook-callbacks")["spec"]!;
        ((string)spec["ingressClassName"]!).ShouldBe("nginx");
        var rule = spec["rules"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)rule["host"]!).ShouldBe("callbacks.example.com");
        var path = rule["http"]!["paths"]!.AsArray().ShouldHaveSingleItem()!;
        $"{path["path"]} {path["backend"]!["service"]!["name"]}:{path["backend"]!["service"]!["port"]!["name"]}".ShouldBe("/callbacks/ onair-webhook:callbacks");
        var port = objects.Single("Service", "onair-webhook")["spec"]!["ports"]!.AsArray().Single(p => (string)p!["name"]! == "callbacks")!;
        $"{port["port"]} {port["targetPort"]}".ShouldBe("8081 callbacks");
        objects.Single("Deployment", "onair-webhook")["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]!.AsArray()
            .Select(p => $"{p!["name"]} {p["containerPort"]}").ShouldContain("callbacks 8081");
    }

    [Fact]
    public async Task The_emulators_Mux_calls_the_webhook_with_the_secret_that_it_may_read()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "emulator.enabled=true,emulator.mux.existingSecret=keys");

        var variables = objects.Single("Deployment", "onair-emulator")["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray();
        ((string)variables.Single(v => (string)v!["name"]! == "Emulator__Mux__WebhookUrl")!["value"]!).ShouldBe("http://onair-webhook.media.svc:8081/callbacks/emulator");
        var secret = variables.Single(v => (string)v!["name"]! == "Emulator__Mux__WebhookSecret")!["valueFrom"]!["secretKeyRef"]!;
        $"{secret["name"]} {secret["key"]}".ShouldBe("keys callbackSecret");
        objects.Single("Role", "onair-webhook")["rules"]![0]!["resourceNames"]!.AsArray().Select(n => (string)n!).ShouldContain("keys");
        objects.ShouldNotContain(o => o.Kind() == "Secret" && o.Name() == "onair-emulator-mux");

        var made = (await ChartRenderer.RenderAsync("--set", "emulator.enabled=true")).Single("Secret", "onair-emulator-mux")["data"]!.AsObject();
        made.Select(d => d.Key).ShouldBe(["tokenId", "tokenSecret", "callbackSecret", "keyId", "privateKey"], ignoreOrder: true);
        using var key = System.Security.Cryptography.RSA.Create();
        key.ImportFromPem(System.Text.Encoding.UTF8.GetString(Convert.FromBase64String((string)made["privateKey"]!)));
        key.KeySize.ShouldBe(2048);
    }

    [Fact]
    public async Task Prometheus_finds_the_webhooks_metrics()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "metrics.podMonitor.enabled=true,metrics.serviceMonitor.enabled=true");

        ((string)objects.Single("PodMonitor", "onair-webhook")["spec"]!["podMetricsEndpoints"]![0]!["port"]!).ShouldBe("http");
        ((string)objects.Single("ServiceMonitor", "onair-webhook")["spec"]!["endpoints"]![0]!["port"]!).ShouldBe("metrics");
        ((string)objects.Single("Service", "onair-webhook-metrics")["spec"]!["ports"]![0]!["targetPort"]!).ShouldBe("http");
        ((string)objects.Single("PodMonitor", "onair")["spec"]!["podMetricsEndpoints"]![0]!["port"]!).ShouldBe("metrics");
    }
}
