using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Tests.E2E.Cluster;

namespace Onair.Tests.E2E.Connectors;

/// <summary>A connector that no node can run.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class UnschedulableTests(Environment environment)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_pod_that_no_node_takes_is_told_with_what_the_scheduler_says()
    {
        var kubectl = environment.Kubectl;
        var ns = $"nowhere-{Guid.NewGuid():N}"[..20];
        await kubectl.RunAsync("create", "namespace", ns);
        try
        {
            await kubectl.ApplyAsync(Manifests.Secret(ns, "service", ("url", "rtmps://ingest.example.com/live/key")));
            var spec = TestConnector.Spec(
                new() { ["colorBars"] = new JsonObject() },
                new() { ["rtmp"] = new JsonObject { ["urlSecretRef"] = new JsonObject { ["name"] = "service" } } });
            spec["nodeSelector"] = new JsonObject { ["example.com/nowhere"] = "true" };
            await using var connector = await TestConnector.ApplyAsync(kubectl, ns, "nowhere", spec);

            var status = await Eventually.GetAsync(
                "it is stalled", connector.StatusAsync, s => s.Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True }), Soon);

            var stalled = status.Conditions.Single(c => c.Type == ConditionTypes.Stalled);
            stalled.Reason.ShouldBe("PodUnschedulable");
            stalled.Message.ShouldStartWith("The pod cannot be scheduled: ");
            status.Conditions.Single(c => c.Type == ConnectorConditions.OnAir).Status.ShouldBe(ConditionStatus.False);
            (await kubectl.RunAsync("get", "connector", "nowhere", "--namespace", ns)).ShouldMatch(" False +PodUnschedulable ");
            (await kubectl.RunAsync("get", "events", "--namespace", ns)).ShouldMatch("Warning +PodUnschedulable +connector/nowhere");
        }
        finally
        {
            await kubectl.RunAsync("delete", "namespace", ns, "--wait=false");
        }
    }
}
