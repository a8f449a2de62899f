namespace Onair.Tests.Integration.Chart;

public class ChartSignalingTests
{
    private const string On = "signaling.enabled=true,signaling.publicUrl=https://live.example.com";

    [Fact]
    public async Task The_service_brings_a_database_for_trying_out()
    {
        var objects = await ChartRenderer.RenderAsync("--set", On);

        objects.Where(o => o.Name().Contains("signaling", StringComparison.Ordinal) || o.Name().Contains("postgresql", StringComparison.Ordinal)).Select(o => $"{o.Kind()}/{o.Name()}").ShouldBe(
            [
                "NetworkPolicy/onair-signaling", "NetworkPolicy/onair-postgresql", "PodDisruptionBudget/onair-signaling", "ServiceAccount/onair-signaling", "Secret/onair-signaling",
                "Service/onair-signaling", "Deployment/onair-signaling", "ClusterRole/onair-signaling", "ClusterRoleBinding/onair-signaling",
                "Deployment/onair-postgresql", "Service/onair-postgresql", "PersistentVolumeClaim/onair-postgresql-data",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public async Task A_database_of_its_own_replaces_that_for_trying_out()
    {
        var objects = await ChartRenderer.RenderAsync("--set", $"{On},signaling.database.existingSecret=db");

        objects.ShouldNotContain(o => o.Name().Contains("postgresql", StringComparison.Ordinal));
        objects.Single("Deployment", "onair-signaling").ToJsonString().ShouldContain("""{"name":"db","key":"connectionString"}""");
    }

    [Fact]
    public async Task The_service_reads_its_sites_and_the_Secrets_that_the_values_name()
    {
        var rules = (await ChartRenderer.RenderAsync("--set", $"{On},signaling.secretNames={{site-a}}")).Single("ClusterRole", "onair-signaling")["rules"]!;

        rules.AsArray().Count.ShouldBe(2);
        rules[0]!["verbs"]!.ToJsonString().ShouldBe("""["get","list","watch"]""");
        rules[1]!["resourceNames"]!.ToJsonString().ShouldBe("""["site-a"]""");
        rules[1]!["verbs"]!.ToJsonString().ShouldBe("""["get"]""");
    }

    [Fact]
    public async Task The_TURN_server_relays_to_no_private_address()
    {
        var script = (string)(await ChartRenderer.RenderAsync("--set", $"{On},signaling.turn.enabled=true,signaling.turn.publicAddress=198.51.100.7"))
            .Single("Deployment", "onair-turn")["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]![0]!;

        foreach (var range in (string[])["10.0.0.0-10.255.255.255", "172.16.0.0-172.31.255.255", "192.168.0.0-192.168.255.255", "169.254.0.0-169.254.255.255"])
            script.ShouldContain($"denied-peer-ip={range}");
    }

    [Fact]
    public async Task Without_the_service_nothing_of_it_is_there() =>
        (await ChartRenderer.RenderAsync()).ShouldNotContain(o => o.Name().Contains("signaling", StringComparison.Ordinal) || o.Name().Contains("postgresql", StringComparison.Ordinal));
}
