using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.Chart;

/// <summary>Where events may go, and the default sink.</summary>
public class ChartEventsTests
{
    private const string Downstream = "downstream.enabled=true,downstream.url=https://hooks.example.com/onair";

    [Fact]
    public async Task Operator_and_webhook_know_the_same_networks()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "events.allowedCidrs={10.96.0.0/12,fd00::/8}");

        Variables(objects, "onair-operator", "Onair__Events__").ShouldBe(["Onair__Events__AllowedCidrs__0=10.96.0.0/12", "Onair__Events__AllowedCidrs__1=fd00::/8"]);
        Variables(objects, "onair-webhook", "Webhook__AllowedCidrs__").ShouldBe(["Webhook__AllowedCidrs__0=10.96.0.0/12", "Webhook__AllowedCidrs__1=fd00::/8"]);
    }

    [Fact]
    public async Task Operator_and_webhook_know_the_same_hosts_of_the_token()
    {
        var objects = await ChartRenderer.RenderAsync("--set", "operator.webIdentity.allowedHosts={sts.example.com:8443}");

        Variables(objects, "onair-operator", "Onair__WebIdentityHosts__").ShouldBe(["Onair__WebIdentityHosts__0=sts.example.com:8443"]);
        Variables(objects, "onair-webhook", "Webhook__WebIdentityHosts__").ShouldBe(["Webhook__WebIdentityHosts__0=sts.example.com:8443"]);
    }

    [Theory]
    [InlineData("downstream.timeout=20")]
    [InlineData(
        Downstream,
        "ENABLED=true", "URL=https://hooks.example.com/onair", "FORMAT=Plain", "TIMEOUT=10", "RETRY_ATTEMPTS=3", "BATCH_SIZE=100", "ENABLE_ANALYTICS=true", "ENABLE_EVENTS=true")]
    [InlineData(
        Downstream + ",downstream.format=CloudEvents,downstream.timeout=20,downstream.retryAttempts=0,downstream.batchSize=1,downstream.enableAnalytics=false,downstream.enableEvents=false,downstream.tokenSecretRef.name=hooks",
        "ENABLED=true", "URL=https://hooks.example.com/onair", "FORMAT=CloudEvents", "TOKEN=hooks/token", "TIMEOUT=20", "RETRY_ATTEMPTS=0", "BATCH_SIZE=1",
        "ENABLE_ANALYTICS=false", "ENABLE_EVENTS=false")]
    public async Task The_operator_is_told_of_the_default_sink_by_the_variables_that_people_know(string setting, params string[] expected)
    {
        var objects = await ChartRenderer.RenderAsync("--set", setting);

        Variables(objects, "onair-operator", "DOWNSTREAM_SERVICE_").ShouldBe(expected.Select(e => $"DOWNSTREAM_SERVICE_{e}"));
    }

    [Fact]
    public async Task The_emulators_sink_checks_by_a_Secret_where_one_is_named()
    {
        Variables(await ChartRenderer.RenderAsync("--set", "emulator.enabled=true"), "onair-emulator", "Emulator__Sink__").ShouldBeEmpty();
        Variables(await ChartRenderer.RenderAsync("--set", "emulator.enabled=true,emulator.sink.existingSecret=sink"), "onair-emulator", "Emulator__Sink__")
            .ShouldBe(["Emulator__Sink__SigningSecret=sink/secret", "Emulator__Sink__Token=sink/token"], ignoreOrder: true);
    }

    private static IEnumerable<string> Variables(IEnumerable<JsonNode> objects, string deployment, string prefix) =>
        from variable in objects.Single("Deployment", deployment)["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray()
        where ((string)variable["name"]!).StartsWith(prefix, StringComparison.Ordinal)
        let secret = variable["valueFrom"]?["secretKeyRef"]
        select $"{variable["name"]}={(secret is null ? variable["value"] : $"{secret["name"]}/{secret["key"]}")}";
}
