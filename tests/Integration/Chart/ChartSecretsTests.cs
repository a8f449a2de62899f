using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Chart;

/// <summary>Which Secrets the programs may read, as the chart tells them.</summary>
public sealed class ChartSecretsTests
{
    private const string All =
        "gateway.enabled=true,gateway.keyServer.enabled=false,gateway.streamApi.enabled=true,signaling.enabled=true,signaling.publicUrl=https://live.example.com,emulator.enabled=true";

    /// <summary>The values → whether the label is required in a new installation and in an upgrade of a release that had none.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "secrets.requireLabel=true", "true", "true" },
        { "secrets.requireLabel=false", "false", "false" },
        { "operator.replicas=1", "true", "false" },
        { "secrets=null", "true", "false" },
        { "secrets.requireLabel=null", "true", "false" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_new_installation_requires_the_label_and_an_upgrade_waits_until_it_is_set(string values, string installed, string upgraded)
    {
        Requires(await ChartRenderer.RenderAsync("--set", All, "--set", values), installed);
        Requires(await ChartRenderer.RenderAsync("--set", All, "--set", values, "--is-upgrade"), upgraded);
    }

    private static void Requires(IEnumerable<JsonNode> objects, string expected)
    {
        Variable(objects, "onair-operator", "Onair__RequireSecretLabel").ShouldBe(expected);
        Variable(objects, "onair-gateway", "StreamApi__RequireSecretLabel").ShouldBe(expected);
        Variable(objects, "onair-signaling", "Signaling__RequireSecretLabel").ShouldBe(expected);
    }

    [Fact]
    public async Task The_Secrets_of_the_emulator_that_a_MediaProvider_names_have_the_label()
    {
        var objects = await ChartRenderer.RenderAsync("--set", All);

        foreach (var name in new[] { "onair-emulator-credentials", "onair-emulator-mux" })
            ((string)objects.Single("Secret", name)["metadata"]!["labels"]!["onair.dev/readable"]!).ShouldBe("true", name);
        objects.Where(o => o.Kind() == "Secret" && o.Name() is not ("onair-emulator-credentials" or "onair-emulator-mux"))
            .ShouldAllBe(o => o["metadata"]!["labels"]!["onair.dev/readable"] == null, "nobody names the others");
    }

    [Theory]
    [InlineData("gateway.enabled=true")]
    [InlineData("watchNamespaces={studio}")]
    public async Task Listed_namespaces_are_the_only_ones_whose_Secrets_the_gateway_may_use(string values)
    {
        var objects = await ChartRenderer.RenderAsync("--set", All, "--set", "gateway.streamApi.keyNamespaces={talks,webinars}", "--set", values);

        objects.Where(o => o.Kind() is "Role" or "ClusterRole" && o.Name().StartsWith("onair-gateway", StringComparison.Ordinal) && o["rules"]!.ToJsonString().Contains("\"secrets\"", StringComparison.Ordinal))
            .Select(o => $"{o.Kind()} {o["metadata"]!["namespace"]}/{o.Name()}").ShouldBe(["Role talks/onair-gateway-secrets", "Role webinars/onair-gateway-secrets"], ignoreOrder: true);
        foreach (var binding in objects.Where(o => o.Kind() == "RoleBinding" && o.Name() == "onair-gateway-secrets"))
        {
            ((string)binding["roleRef"]!["name"]!).ShouldBe("onair-gateway-secrets");
            binding["subjects"]!.ToJsonString().ShouldBe("""[{"kind":"ServiceAccount","name":"onair-gateway","namespace":"media"}]""");
        }
        Variable(objects, "onair-gateway", "StreamApi__KeyNamespaces__0").ShouldBe("talks");
        Variable(objects, "onair-gateway", "StreamApi__KeyNamespaces__1").ShouldBe("webinars");
    }

    private static string? Variable(IEnumerable<JsonNode> objects, string deployment, string name) =>
        (string?)objects.Single("Deployment", deployment)["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray().SingleOrDefault(e => (string)e!["name"]! == name)?["value"];
}
