using Onair.Tests.E2E.Cluster;

namespace Onair.Tests.E2E.Events;

/// <summary>What happens to a stream is told, whatever happens to the operator and the receiver.</summary>
[Collection(EnvironmentCollection.Name)]
public sealed class EventSinkTests(Environment environment)
{
    // An operator that was killed may hold its lease for a while yet, and a receiver that failed is left alone for up to two minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string[] Life = ["provisioned", "starting", "started", "stopping", "stopped", "deleted"];

    [Fact]
    public async Task The_life_of_a_stream_is_told_in_order_signed_and_without_a_gap()
    {
        await using var sink = await TestSink.ApplyAsync(environment);
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec());

        await LiveAsync(stream);

        await ShouldBeToldAsync(sink, stream);
        var requests = await sink.RequestsAsync();
        requests.ShouldAllBe(r => (bool)r["authorized"]! && (bool)r["signed"]!);
        requests.ShouldAllBe(r => (string?)r["headers"]!["authorization"] == "…");
        (await environment.Kubectl.RunAsync("get", "sink", sink.Name, "--namespace=onair-system")).ShouldMatch($"{sink.Name} +http://\\S+ +CloudEvents +[0-9].* True +Ready +");
    }

    [Fact]
    public async Task A_sink_at_the_metadata_service_is_refused()
    {
        var refusal = await environment.Kubectl.RefusedAsync(TestSink.Manifest("metadata", "default", new() { ["url"] = "http://169.254.169.254/" }));

        refusal.Trim().ShouldEndWith(
            "The EventSink \"metadata\" is invalid: spec.url: Invalid value: \"http://169.254.169.254/\": "
            + "169.254.169.254 is link-local, where clouds keep their metadata (RFC 3927); events.allowedCidrs of the chart can allow private addresses");
    }

    [Fact]
    public async Task Events_of_all_namespaces_are_refused_outside_of_the_operators()
    {
        var refusal = await environment.Kubectl.RefusedAsync(TestSink.Manifest("all", "default", new() { ["url"] = "https://hooks.example.com/", ["allNamespaces"] = true }));

        refusal.ShouldContain("spec.allNamespaces: Invalid value: \"true\": is only allowed for an EventSink in the operator's namespace");
    }

    [Fact]
    public async Task Delivers_events_of_an_outage_after_the_receiver_recovers_and_the_operator_restarts()
    {
        await using var sink = await TestSink.ApplyAsync(environment);
        await sink.AnswerAsync(500);
        await using var stream = await TestStream.ApplyAsync(environment.Kubectl, Show.Spec());
        await stream.WaitForConditionAsync("Ready", Patience);
        await Eventually.BecomesTrueAsync("a request that failed", async () => (await sink.RequestsAsync()).Any(r => (int)r["status"]! == 500), Patience);
        (await sink.TakenAsync(stream.Name)).ShouldBeEmpty();

        await environment.Kubectl.RunAsync(
            "delete", "pods", "--namespace=onair-system", "--selector=app.kubernetes.io/component=operator", "--grace-period=0", "--force", "--wait=false");
        await stream.PatchSpecAsync("""{"state": "Stopped"}""");
        await stream.UntilAsync("it has stopped", it => it.CurrentSessionId is null, Patience);
        (await stream.GetAsync())["status"]!["outbox"]!["events"]!.AsArray().Count.ShouldBeGreaterThanOrEqualTo(Life.Length - 1);
        await sink.AnswerAsync(null);
        await stream.DeleteAsync(Patience);

        await ShouldBeToldAsync(sink, stream);
        ((int?)(await sink.GetAsync())["status"]!["dead"] ?? 0).ShouldBe(0);
    }

    private static async Task LiveAsync(TestStream stream)
    {
        await stream.WaitForConditionAsync("Ready", Patience);
        await stream.PatchSpecAsync("""{"state": "Stopped"}""");
        await stream.UntilAsync("it has stopped", it => it.CurrentSessionId is null, Patience);
        await stream.DeleteAsync(Patience);
    }

    private static async Task ShouldBeToldAsync(TestSink sink, TestStream stream)
    {
        var taken = await Eventually.GetAsync(
            $"the last event of {stream.Name}", () => sink.TakenAsync(stream.Name), it => it.Count > 0 && it[^1].Type == "deleted", Patience);

        taken.Select(it => it.Type).Where(Life.Contains).ShouldBe(Life, $"told: {string.Join(", ", taken)}");
        taken.Select(it => it.Sequence).ShouldBe(Enumerable.Range(1, taken.Count).Select(i => (long)i));
    }
}
