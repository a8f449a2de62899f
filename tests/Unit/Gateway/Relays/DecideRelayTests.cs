using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Gateway.Relays;

namespace Onair.Tests.Unit.Gateway.Relays;

public sealed class DecideRelayTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(null, null, false, "Create")]
    [InlineData("Pending", null, false, "Wait")]
    [InlineData("Running", null, false, "Wait")]
    [InlineData("Running", "10.1.2.3", false, "Ask")]
    [InlineData("Running", "10.1.2.3", true, "Wait")]
    [InlineData("Succeeded", "10.1.2.3", false, "Delete")]
    [InlineData("Failed", null, false, "Delete")]
    [InlineData("Failed", null, true, "Wait")]
    public void A_relay_is_started_once_and_again_after_it_has_ended(string? phase, string? address, bool isGoing, string step) =>
        $"{DecideRelay.Of(Id, phase is null ? [] : [Pod(Id, phase, address, isGoing)], 4)}".ShouldBe(step);

    [Fact]
    public void There_are_no_more_than_a_setting_permits_and_those_that_have_ended_do_not_count()
    {
        V1Pod[] others = [Pod("a", "Running", "10.0.0.1"), Pod("b", "Pending", null), Pod("c", "Succeeded", null)];

        DecideRelay.Of(Id, others, 2).ShouldBe(RelayStep.Refuse);
        DecideRelay.Of(Id, others, 3).ShouldBe(RelayStep.Create);
        DecideRelay.Of(Id, [.. others, Pod(Id, "Running", "10.0.0.2")], 1).ShouldBe(RelayStep.Ask, "one that is there plays on");
    }

    [Fact]
    public void The_pod_has_the_id_and_not_the_URL()
    {
        var template = JsonNode.Parse("""{"metadata":{"labels":{"app.kubernetes.io/name":"onair"}},"spec":{"restartPolicy":"Never","containers":[{"name":"relay","image":"media:1","env":[{"name":"TMPDIR","value":"/tmp"}]}]}}""")!.AsObject();

        var pod = RelayManifest.Of(Id, "onair-relay", template, ["10.1.0.0/16"]);

        (pod.Metadata.Name, pod.Metadata.NamespaceProperty).ShouldBe(($"relay-{Id}", "onair-relay"));
        pod.Metadata.Labels.ShouldBe(new Dictionary<string, string> { ["app.kubernetes.io/name"] = "onair", ["app.kubernetes.io/component"] = "relay" });
        pod.Spec.Containers[0].Env.Select(e => $"{e.Name}={e.Value}").ShouldBe(["TMPDIR=/tmp", $"Relay__Id={Id}", "Relay__AllowedCidrs__0=10.1.0.0/16"]);
        template["spec"]!["containers"]![0]!["env"]!.AsArray().Count.ShouldBe(1, "the template stays as it is");
    }

    private static V1Pod Pod(string id, string phase, string? address, bool isGoing = false) => new()
    {
        Metadata = new() { Name = RelayManifest.NameOf(id), DeletionTimestamp = isGoing ? DateTime.UnixEpoch : null },
        Status = new() { Phase = phase, PodIP = address },
    };
}
