using System.Text.Json;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Kubernetes.Resources;
using Onair.Operator.Connectors.Pods;

namespace Onair.Tests.Unit.Operator.Connectors.Pods;

/// <summary>What a connector has in the cluster.</summary>
public sealed class AttemptPodTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_attempt_always_has_the_same_pod()
    {
        AttemptPod.NameOf(Connector("townhall")).ShouldBe("townhall-abcde-2");
        AttemptPod.NameOf(Connector(new string('a', 60) + ".b"))!.Length.ShouldBeLessThanOrEqualTo(63);
        AttemptPod.NameOf(new Connector { Metadata = new() { Name = "x" } }).ShouldBeNull();
    }

    [Fact]
    public void The_pod_is_the_charts_with_its_plan_its_owner_and_its_requests()
    {
        var pod = AttemptPod.Of(Connector("townhall"), Template(), 10);

        pod.Metadata.OwnerReferences!.ShouldHaveSingleItem().Uid.ShouldBe("uid");
        pod.Metadata.Labels![AttemptPod.UidLabel].ShouldBe("uid");
        pod.Metadata.Labels["team"].ShouldBe("video");
        var spec = pod.Spec!;
        (spec.Volumes[0].Secret.SecretName, spec.Volumes[0].Secret.DefaultMode).ShouldBe(("townhall-abcde-2", 288));
        spec.NodeSelector.ShouldBe(new Dictionary<string, string> { ["pool"] = "media", ["zone"] = "a" }, ignoreOrder: true);
        var sent = JsonSerializer.SerializeToNode(pod, BuiltInResources.Pods.TypeInfo)!["spec"]!;
        sent["containers"]![0]!["resources"]!.ToJsonString().ShouldBe("""{"limits":{"memory":"2Gi"},"requests":{"cpu":"1250m","memory":"896Mi"}}""");
        spec.TerminationGracePeriodSeconds.ShouldBe(10);
    }

    [Theory]
    [InlineData(640, 360, 30, "500m")]
    [InlineData(1280, 720, 30, "1250m")]
    [InlineData(1920, 1080, 30, "2500m")]
    public void A_larger_picture_requests_more(int width, int height, int rate, string cpu)
    {
        var spec = new ConnectorSpec { Video = new() { Width = width, Height = height, FrameRate = rate } };

        ((string)PodResources.Requests(spec)["cpu"]!).ShouldBe(cpu);
        ((string)PodResources.Requests(spec with { Resources = new() { Cpu = "3" } })["cpu"]!).ShouldBe("3");
    }

    [Fact]
    public void Its_pods_reach_public_addresses_and_what_is_allowed()
    {
        var policy = NetworkRules.Of(Connector("townhall"), ["10.1.0.0/16"]);

        policy.Spec.PodSelector.MatchLabels.ShouldHaveSingleItem().ShouldBe(new("onair.dev/connector-uid", "uid"));
        policy.Spec.PolicyTypes.ShouldBe(["Ingress", "Egress"]);
        var blocks = policy.Spec.Egress[1].To.Select(to => to.IpBlock).ToList();
        blocks.Select(b => b.Cidr).ShouldBe(["0.0.0.0/0", "2000::/3", "10.1.0.0/16"]);
        blocks[0].Except.ShouldContain("169.254.0.0/16");
        blocks[0].Except.ShouldContain("10.0.0.0/8");
        var sent = JsonSerializer.SerializeToNode(policy, BuiltInResources.NetworkPolicies.TypeInfo)!["spec"]!;
        sent["ingress"]!.ToJsonString().ShouldBe(
            """[{"from":[{"namespaceSelector":{},"podSelector":{"matchLabels":{"app.kubernetes.io/name":"onair","app.kubernetes.io/component":"operator"}}}],"ports":[{"port":8080,"protocol":"TCP"}]}]""");
    }

    [Fact]
    public void A_template_with_a_field_that_is_not_known_is_refused_and_names_it()
    {
        var template = Template();
        template["spec"]!["containers"]![0]!["fieldOfALaterRelease"] = true;

        Should.Throw<InvalidOperationException>(() => AttemptPod.Of(Connector("townhall"), template, 10)).Message.ShouldContain("fieldOfALaterRelease");
    }

    [Theory]
    [InlineData(null, false, false)]
    [InlineData(0, true, false)]
    [InlineData(-19, true, false)]
    [InlineData(-21, true, true)]
    public void A_pod_that_outlives_its_grace_period_is_lost_with_its_node(int? due, bool deleting, bool overdue)
    {
        var pod = new V1Pod { Metadata = new() { Name = "p", DeletionTimestamp = due is { } seconds ? Noon.AddSeconds(seconds).UtcDateTime : null } };

        (PodState.Of(pod, Noon).Deleting, PodState.Of(pod, Noon).Overdue).ShouldBe((deleting, overdue));
    }

    [Fact]
    public void A_meeting_must_play_and_its_end_matters_and_a_page_may_stand_still()
    {
        var spec = new ConnectorSpec { Readiness = new() { Selector = "video" } };

        var meeting = ConnectorPlanBuilder.Source(spec, new() { Meeting = new() { Url = "https://m" } }, "https://m", "join()");
        var page = ConnectorPlanBuilder.Source(spec, new() { Page = new() { Url = "https://p", Viewport = new() { Width = 1920, Height = 1080 } } }, "https://p", null);
        var bars = ConnectorPlanBuilder.Source(spec, new() { ColorBars = new() { Silent = false } }, null, "join()");

        (meeting.Playing, meeting.EndsMatter, meeting.FrozenSeconds, meeting.JoinScript, meeting.Selector).ShouldBe((true, true, 20d, "join()", "video"));
        (page.Playing, page.EndsMatter, page.FrozenSeconds, page.ViewportWidth).ShouldBe((false, false, null, 1920));
        (bars.Kind, bars.JoinScript, bars.FrozenSeconds).ShouldBe((PlannedSourceKind.ColorBarsWithTone, null, null));
    }

    private static Connector Connector(string name) => new()
    {
        ApiVersion = "onair.dev/v1alpha1",
        Kind = "Connector",
        Metadata = new() { Name = name, NamespaceProperty = "shows", Uid = "uid" },
        Spec = new() { NodeSelector = new Dictionary<string, string> { ["zone"] = "a" } },
        Status = new() { Run = new() { Id = "abcde", Attempts = 2 } },
    };

    private static JsonObject Template() => (JsonObject)JsonNode.Parse(
        """
        {"metadata": {"labels": {"team": "video"}},
         "spec": {"containers": [{"name": "connector", "resources": {"limits": {"memory": "2Gi"}}}], "nodeSelector": {"pool": "media"}, "volumes": [{"name": "plan"}]}}
        """)!;
}
