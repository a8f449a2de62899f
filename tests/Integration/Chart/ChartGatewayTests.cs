using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Chart;

public class ChartGatewayTests
{
    private const string On = "gateway.enabled=true,gateway.keyServer.publicUrl=https://keys.example.com";

    [Fact]
    public async Task The_gateway_brings_its_keys_and_stays_away_from_the_API_server()
    {
        var objects = (await ChartRenderer.RenderAsync("--set", On)).Where(o => o.Name().StartsWith("onair-gateway", StringComparison.Ordinal)).ToList();

        objects.Select(o => $"{o.Kind()}/{o.Name()}").ShouldBe(
            [
                "NetworkPolicy/onair-gateway", "PodDisruptionBudget/onair-gateway", "ServiceAccount/onair-gateway",
                "Secret/onair-gateway-keys", "Service/onair-gateway", "Deployment/onair-gateway",
            ],
            ignoreOrder: true);
        var pod = objects.Single("Deployment", "onair-gateway")["spec"]!["template"]!["spec"]!;
        ((bool)pod["automountServiceAccountToken"]!).ShouldBeFalse();
        ((string)pod["serviceAccountName"]!).ShouldBe("onair-gateway");
        ((bool)objects.Single("ServiceAccount", "onair-gateway")["automountServiceAccountToken"]!).ShouldBeFalse();
        pod["containers"]![0]!["command"]!.ToJsonString().ShouldBe("""["/app/onair","gateway"]""");
    }

    [Theory]
    [InlineData("gateway.enabled=false")]
    [InlineData("gateway.enabled=true,gateway.keyServer.enabled=false")]
    public async Task Without_a_key_server_there_is_no_gateway(string setting)
    {
        var objects = await ChartRenderer.RenderAsync("--set", setting, "--set", "emulator.enabled=true");

        objects.ShouldNotContain(o => o.Name().Contains("gateway", StringComparison.Ordinal));
        Secrets(objects, "onair-emulator").Keys.ShouldNotContain("Emulator__SpekeSecret");
    }

    [Fact]
    public async Task The_secrets_are_long_enough_and_survive_an_uninstall()
    {
        var secret = (await ChartRenderer.RenderAsync("--set", On)).Single("Secret", "onair-gateway-keys");

        Convert.FromBase64String(Value(secret, "masterSecret")).Length.ShouldBe(32);
        Convert.FromBase64String(Value(secret, "tokenSecret")).Length.ShouldBe(32);
        Value(secret, "tokenSecret").ShouldNotBe(Value(secret, "masterSecret"));
        Value(secret, "callerSecret").Length.ShouldBe(48);
        ((string?)secret["metadata"]!["annotations"]!["helm.sh/resource-policy"]).ShouldBe("keep");
    }

    [Theory]
    [InlineData("", "onair-gateway-keys")]
    [InlineData("given", "given")]
    public async Task Server_and_emulator_read_the_same_Secret(string existing, string name)
    {
        var objects = await ChartRenderer.RenderAsync("--set", On, "--set", $"emulator.enabled=true,gateway.keyServer.existingSecret={existing}");

        Secrets(objects, "onair-gateway").ShouldBe(
            new Dictionary<string, string>
            {
                ["KeyServer__MasterSecret"] = $"{name}/masterSecret",
                ["KeyServer__TokenSecret"] = $"{name}/tokenSecret",
                ["KeyServer__CallerSecret"] = $"{name}/callerSecret",
            },
            ignoreOrder: true);
        Secrets(objects, "onair-emulator")["Emulator__SpekeSecret"].ShouldBe($"{name}/callerSecret");
        objects.Any(o => o.Kind() == "Secret" && o.Name() == "onair-gateway-keys").ShouldBe(existing.Length == 0);
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("emulator: {enabled: true}", """[{"podSelector":{"matchLabels":{"app.kubernetes.io/name":"onair","app.kubernetes.io/instance":"onair","app.kubernetes.io/component":"emulator"}}}]""")]
    [InlineData("gateway: {keyServer: {spekeFrom: [{ipBlock: {cidr: 10.0.0.0/24}}]}}", """[{"ipBlock":{"cidr":"10.0.0.0/24"}}]""")]
    public async Task Only_packagers_reach_the_port_that_gives_out_all_keys(string values, string? from)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, values);
        var policy = (await ChartRenderer.RenderAsync("-f", file, "--set", On)).Single("NetworkPolicy", "onair-gateway")["spec"]!;
        File.Delete(file);

        var rules = policy["ingress"]!.AsArray().ToDictionary(r => (string)r!["ports"]![0]!["port"]!, r => r!["from"]?.ToJsonString());
        rules["http"].ShouldBeNull();
        rules.ContainsKey("speke").ShouldBe(from is not null);
        if (from is not null) JsonNode.DeepEquals(JsonNode.Parse(rules["speke"]!), JsonNode.Parse(from)).ShouldBeTrue(rules["speke"]);
        policy["egress"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_port_opens_the_viewers_port_alone()
    {
        var services = (await ChartRenderer.RenderAsync("--set", On, "--set", "gateway.service.type=NodePort"))
            .Where(o => o.Kind() == "Service" && o["spec"]!["type"]!.ToString() == "NodePort").ToList();

        var port = services.ShouldHaveSingleItem()["spec"]!["ports"]!.AsArray().ShouldHaveSingleItem()!;
        ($"{port["name"]}", (int)port["nodePort"]!).ShouldBe(("http", 30081));
    }

    private static string Value(JsonNode secret, string key) => Encoding.UTF8.GetString(Convert.FromBase64String((string)secret["data"]![key]!));

    /// <summary>Variables of a Deployment's container that come from Secrets, as name/key.</summary>
    private static Dictionary<string, string> Secrets(IEnumerable<JsonNode> objects, string deployment) =>
        objects.Single("Deployment", deployment)["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray()
            .Where(e => e!["valueFrom"]?["secretKeyRef"] is not null)
            .ToDictionary(
                e => (string)e!["name"]!,
                e => $"{e!["valueFrom"]!["secretKeyRef"]!["name"]}/{e["valueFrom"]!["secretKeyRef"]!["key"]}");
}
