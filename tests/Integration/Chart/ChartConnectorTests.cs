using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Chart;

/// <summary>What the operator is given to make the pods of Connectors of.</summary>
public class ChartConnectorTests
{
    private const string Folder = "/etc/onair/connector";

    [Fact]
    public async Task The_pods_come_back_on_their_node_and_hold_no_token()
    {
        var pod = Template(await ChartRenderer.RenderAsync())["spec"]!;

        ((string)pod["restartPolicy"]!).ShouldBe("Always");
        ((bool)pod["automountServiceAccountToken"]!).ShouldBeFalse();
        pod["securityContext"]!.ToJsonString().ShouldBe(
            """{"fsGroup":65532,"runAsGroup":65532,"runAsNonRoot":true,"runAsUser":65532,"seccompProfile":{"type":"RuntimeDefault"}}""");
        var container = pod["containers"]!.AsArray().ShouldHaveSingleItem()!;
        container["securityContext"]!.ToJsonString().ShouldBe(
            """{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"readOnlyRootFilesystem":true}""");
        container["command"]!.ToJsonString().ShouldBe("""["/app/Onair.Connector","/plan/plan.json"]""");
        container["volumeMounts"]!.AsArray().Select(m => (string)m!["mountPath"]!).ShouldBe(["/plan", "/tmp", "/dev/shm"]);
    }

    [Fact]
    public async Task A_node_that_is_gone_is_not_waited_for()
    {
        var pod = Template(await ChartRenderer.RenderAsync("--set", "connector.evictionSeconds=15"))["spec"]!;

        pod["tolerations"]!.AsArray().Select(t => ((string)t!["key"]!, (int)t["tolerationSeconds"]!))
            .ShouldBe([("node.kubernetes.io/not-ready", 15), ("node.kubernetes.io/unreachable", 15)]);
    }

    [Fact]
    public async Task Image_profile_and_place_are_the_values()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """
            connector:
              image: {repository: registry.example.com/connector, tag: "7", pullPolicy: Always}
              seccompProfile: {type: Localhost, localhostProfile: profiles/chromium.json}
              resources: {limits: {memory: 4Gi}}
              nodeSelector: {pool: media}
              tolerations: [{key: media, operator: Exists}]
              podLabels: {billing: studio}
            """);

        var template = Template(await ChartRenderer.RenderAsync("-f", file));
        File.Delete(file);

        ((string)template["metadata"]!["labels"]!["billing"]!).ShouldBe("studio");
        var pod = template["spec"]!;
        ((string)pod["containers"]![0]!["image"]!).ShouldBe("registry.example.com/connector:7");
        ((string)pod["securityContext"]!["seccompProfile"]!["localhostProfile"]!).ShouldBe("profiles/chromium.json");
        pod["containers"]![0]!["resources"]!.ToJsonString().ShouldBe("""{"limits":{"memory":"4Gi"}}""");
        pod["nodeSelector"]!.ToJsonString().ShouldBe("""{"pool":"media"}""");
        pod["tolerations"]!.AsArray().Select(t => (string)t!["key"]!).ShouldContain("media");
    }

    [Fact]
    public async Task Operator_and_webhook_know_the_same_networks()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "connector.allowedCidrs={10.1.0.0/16}");

        Environment(objects.Single("Deployment", "onair-operator"))["Onair__Connector__AllowedCidrs__0"].ShouldBe("10.1.0.0/16");
        Environment(objects.Single("Deployment", "onair-webhook"))["Webhook__ConnectorCidrs__0"].ShouldBe("10.1.0.0/16");
        Environment(objects.Single("Deployment", "onair-operator"))["Onair__Connector__PodTemplate"].ShouldBe($"{Folder}/pod-template.json");
    }

    [Fact]
    public async Task The_certificate_of_the_emulators_ingest_and_its_authority_are_the_values()
    {
        var objects = await ChartRenderer.RenderAsync(
            "--set", "connector.caBundle=-----BEGIN CERTIFICATE-----", "--set", "emulator.enabled=true", "--set", "emulator.rtmps.existingSecret=ingest");

        Environment(objects.Single("Deployment", "onair-operator"))["Onair__Connector__CaBundle"].ShouldBe("-----BEGIN CERTIFICATE-----");
        var emulator = objects.Single("Deployment", "onair-emulator");
        Environment(emulator)["Emulator__RtmpsCertificateFile"].ShouldBe("/etc/onair/rtmps/tls.crt");
        Environment(emulator)["Emulator__RtmpsKeyFile"].ShouldBe("/etc/onair/rtmps/tls.key");
        emulator["spec"]!["template"]!["spec"]!["volumes"]!.AsArray().Select(v => (string?)v!["secret"]?["secretName"]).ShouldContain("ingest");
    }

    private static JsonNode Template(IReadOnlyList<JsonNode> objects) =>
        JsonNode.Parse((string)objects.Single("ConfigMap", "onair-connector")["data"]!["pod-template.json"]!)!;

    private static Dictionary<string, string> Environment(JsonNode deployment) =>
        deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray().Where(e => e!["value"] is not null)
            .ToDictionary(e => (string)e!["name"]!, e => e!["value"]!.ToString());
}
