using System.Net;
using System.Net.Sockets;

namespace Onair.Tests.Integration.Chart;

public class ChartSignalingTests
{
    private const string Denied = "echo denied-peer-ip=";
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
    public async Task The_TURN_server_relays_to_public_addresses_alone()
    {
        var script = (string)(await ChartRenderer.RenderAsync("--set", $"{On},signaling.turn.enabled=true,signaling.turn.publicAddress=198.51.100.7"))
            .Single("Deployment", "onair-turn")["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]![0]!;

        script.ShouldContain("echo no-tcp-relay\n");
        var denied = script.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith(Denied, StringComparison.Ordinal)).Select(line => line[Denied.Length..].Split('-')).ToList();
        foreach (var address in (string[])
            [
                "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "127.0.0.1", "100.64.0.1", "::1", "fd00::1", "fe80::1", "fec0::1", "feff::1",
                // Each of these is 10.0.1.0 in another form.
                "::10.0.1.0", "::ffff:10.0.1.0", "64:ff9b::10.0.1.0", "64:ff9b:1::10.0.1.0", "2001:0:a00:100::", "2002:a00:100::",
            ])
        {
            denied.ShouldContain(range => IsIn(address, range), address);
        }
        foreach (var address in (string[])["198.51.100.7", "8.8.8.8", "2001:db8::1", "2606:4700::1", "2a00::1"]) denied.ShouldNotContain(range => IsIn(address, range), address);
    }

    [Fact]
    public async Task Without_the_service_nothing_of_it_is_there() =>
        (await ChartRenderer.RenderAsync()).ShouldNotContain(o => o.Name().Contains("signaling", StringComparison.Ordinal) || o.Name().Contains("postgresql", StringComparison.Ordinal));

    // As coturn 4.6 compares (ioa_addr_in_range and addr_less_eq in ns_turn_ioaddr.c): :: and 0.0.0.0 are no bound, IPv4 is less than IPv6, and addresses of
    // IPv6 are compared byte by byte.
    private static bool IsIn(string address, string[] range)
    {
        var (it, first, last) = (IPAddress.Parse(address), IPAddress.Parse(range[0]), IPAddress.Parse(range[1]));
        return (first.Equals(IPAddress.Any) || first.Equals(IPAddress.IPv6Any) || IsAtMost(first, it)) && IsAtMost(it, last);
    }

    private static bool IsAtMost(IPAddress one, IPAddress other) =>
        one.AddressFamily != other.AddressFamily ? one.AddressFamily == AddressFamily.InterNetwork
        : one.AddressFamily == AddressFamily.InterNetwork ? one.GetAddressBytes().AsSpan().SequenceCompareTo(other.GetAddressBytes()) <= 0
        : one.GetAddressBytes().Zip(other.GetAddressBytes()).All(b => b.First <= b.Second);
}
