using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Chart;

/// <summary>What the operator is given to make the pods of its Jobs of.</summary>
public class ChartSplitterTests
{
    private const string Folder = "/etc/onair/splitter";

    [Fact]
    public async Task The_pods_are_what_the_restricted_standard_wants_and_hold_no_token()
    {
        var template = Template(await ChartRenderer.RenderAsync());

        var pod = template["spec"]!;
        ((string)pod["restartPolicy"]!).ShouldBe("Never");
        ((bool)pod["automountServiceAccountToken"]!).ShouldBeFalse();
        ((string?)pod["serviceAccountName"]).ShouldBeNull();
        pod["securityContext"]!.ToJsonString().ShouldBe(
            """{"fsGroup":65532,"runAsGroup":65532,"runAsNonRoot":true,"runAsUser":65532,"seccompProfile":{"type":"RuntimeDefault"}}""");
        var container = pod["containers"]!.AsArray().ShouldHaveSingleItem()!;
        container["securityContext"]!.ToJsonString().ShouldBe(
            """{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]},"readOnlyRootFilesystem":true}""");
        ((string)container["terminationMessagePolicy"]!).ShouldBe("FallbackToLogsOnError");
        template["metadata"]!["labels"]!["app.kubernetes.io/component"]!.ToString().ShouldBe("splitter");
    }

    [Fact]
    public async Task The_pods_read_their_plan_and_write_below_tmp()
    {
        var pod = Template(await ChartRenderer.RenderAsync("--set", "splitter.tmpSizeLimit=20Gi"))["spec"]!;

        var container = pod["containers"]![0]!;
        container["command"]!.ToJsonString().ShouldBe("""["/app/Onair.Splitter","/plan/plan.json.gz"]""");
        container["env"]!.ToJsonString().ShouldBe("""[{"name":"TMPDIR","value":"/tmp"}]""");
        container["volumeMounts"]!.ToJsonString().ShouldBe("""[{"mountPath":"/plan","name":"plan","readOnly":true},{"mountPath":"/tmp","name":"tmp"}]""");
        // The Secret of the volume plan is another one for each Job, and the operator's to name.
        pod["volumes"]!.ToJsonString().ShouldBe("""[{"name":"plan"},{"emptyDir":{"sizeLimit":"20Gi"},"name":"tmp"}]""");
    }

    [Fact]
    public async Task Image_resources_and_place_are_the_values()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """
            imagePullSecrets: [{name: registry}]
            commonAnnotations: {team: video}
            splitter:
              image: {repository: registry.example.com/media, tag: "7", pullPolicy: Always}
              resources: {limits: {cpu: 2, memory: 1Gi}}
              priorityClassName: batch
              nodeSelector: {pool: media}
              tolerations: [{key: media, operator: Exists}]
              affinity: {podAntiAffinity: {}}
              podLabels: {billing: studio}
              podAnnotations: {sidecar: "false"}
            """);

        var template = Template(await ChartRenderer.RenderAsync("-f", file));
        File.Delete(file);

        var (metadata, pod) = (template["metadata"]!, template["spec"]!);
        ((string)metadata["labels"]!["billing"]!).ShouldBe("studio");
        metadata["annotations"]!.ToJsonString().ShouldBe("""{"sidecar":"false","team":"video"}""");
        ((string)pod["containers"]![0]!["image"]!).ShouldBe("registry.example.com/media:7");
        ((string)pod["containers"]![0]!["imagePullPolicy"]!).ShouldBe("Always");
        pod["containers"]![0]!["resources"]!["limits"]!.ToJsonString().ShouldBe("""{"cpu":2,"memory":"1Gi"}""");
        pod["imagePullSecrets"]!.ToJsonString().ShouldBe("""[{"name":"registry"}]""");
        ((string)pod["priorityClassName"]!).ShouldBe("batch");
        pod["nodeSelector"]!.ToJsonString().ShouldBe("""{"pool":"media"}""");
        pod["tolerations"]!.ToJsonString().ShouldBe("""[{"key":"media","operator":"Exists"}]""");
        pod["affinity"]!.ToJsonString().ShouldBe("""{"podAntiAffinity":{}}""");
    }

    [Fact]
    public async Task The_operator_reads_the_template_where_it_is_mounted_and_starts_anew_with_another()
    {
        var (before, same, after) = (
            Operator(await ChartRenderer.RenderAsync()), Operator(await ChartRenderer.RenderAsync("--set", "splitter.parallel=8")),
            Operator(await ChartRenderer.RenderAsync("--set", "splitter.image.tag=other")));

        var pod = before["spec"]!;
        var environment = pod["containers"]![0]!["env"]!.AsArray().Where(e => e!["value"] is not null).ToDictionary(e => (string)e!["name"]!, e => e!["value"]!.ToString());
        environment["Onair__Splitter__PodTemplate"].ShouldBe($"{Folder}/pod-template.json");
        environment["Onair__Splitter__Parallel"].ShouldBe("4");
        environment["Onair__Splitter__ActiveDeadlineSeconds"].ShouldBe("3600");
        var mount = pod["containers"]![0]!["volumeMounts"]!.AsArray().Single(m => (string)m!["mountPath"]! == Folder)!;
        ((bool)mount["readOnly"]!).ShouldBeTrue();
        var volume = pod["volumes"]!.AsArray().Single(v => (string)v!["name"]! == (string)mount["name"]!)!;
        ((string)volume["configMap"]!["name"]!).ShouldBe("onair-splitter");
        Checksum(same).ShouldBe(Checksum(before));
        Checksum(after).ShouldNotBe(Checksum(before));
    }

    private static JsonNode Template(IReadOnlyList<JsonNode> objects) =>
        JsonNode.Parse((string)objects.Single("ConfigMap", "onair-splitter")["data"]!["pod-template.json"]!)!;

    private static JsonNode Operator(IReadOnlyList<JsonNode> objects) => objects.Single("Deployment", "onair-operator")["spec"]!["template"]!;

    private static string Checksum(JsonNode pod) => (string)pod["metadata"]!["annotations"]!["checksum/splitter"]!;
}
