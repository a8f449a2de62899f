using System.Globalization;
using Onair.Hosting.Metrics;
using Onair.Tests.Unit.Events.Delivery;

namespace Onair.Tests.Unit.Operator.EventSinks;

/// <summary>Events on their way from an outbox to a receiver that works.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task Each_event_is_sent_once_and_leaves_the_outbox()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = receiver.Url });

        var id = rig.Outbox.Add("show", "demo/hooks");

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Ids.ShouldBe([id]);
        receiver.Requests.Single().Headers["User-Agent"].ShouldStartWith("onair/");
        receiver.Requests.Single().Headers["ce-id"].ShouldBe(id);
        receiver.Requests.Single().Headers.Keys.ShouldNotContain("webhook-signature");
        await SinkRig.UntilAsync(() => rig.Status("hooks") is { Delivered: 1, Pending: 0 });
    }

    [Fact]
    public async Task Sends_events_that_waited_before_the_operator_started()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create();
        await rig.StopAsync();
        rig.Cluster.Apply("hooks", new { url = receiver.Url });
        var ids = new[] { rig.Outbox.Add("show", "demo/hooks"), rig.Outbox.Add("show", "demo/hooks") };

        await rig.RestartAsync();

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Ids.ShouldBe(ids);
    }

    [Fact]
    public async Task The_order_of_a_resource_is_kept_when_a_receiver_fails_now_and_then()
    {
        var asked = 0;
        await using var receiver = await Receiver.StartAsync((_, _) => Task.FromResult(Interlocked.Increment(ref asked) % 3 == 0 ? 500 : 200));
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = receiver.Url });

        var expected = Enumerable.Range(0, 60).Select(i => rig.Outbox.Add($"show{i % 6}", "demo/hooks")).GroupBy(id => id.Split('/')[0]).ToList();

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        foreach (var stream in expected) receiver.Requests.Where(r => r.Stream == stream.Key).Select(r => r.Id).Distinct().ShouldBe(stream);
    }

    [Fact]
    public async Task A_receiver_that_hangs_delays_no_other()
    {
        var hang = new TaskCompletionSource<int>();
        await using var stuck = await Receiver.StartAsync((_, _) => hang.Task);
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("stuck", new { url = stuck.Url });
        rig.Cluster.Apply("hooks", new { url = receiver.Url });

        for (var i = 0; i < 40; i++) rig.Outbox.Add($"show{i % 20}", "demo/stuck", "demo/hooks");

        await SinkRig.UntilAsync(() => receiver.Requests.Count == 40 && rig.Outbox.All.All(e => e.Sinks is ["demo/stuck"]));
        stuck.Requests.Count.ShouldBe(rig.Options.Events.MaxConcurrentRequests);
        hang.SetResult(200);
        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
    }

    [Fact]
    public async Task A_settlement_that_fails_is_repeated_and_the_event_is_not()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = receiver.Url });
        rig.Outbox.Failures = 2;

        var id = rig.Outbox.Add("show", "demo/hooks");

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Ids.ShouldBe([id]);
    }

    [Fact]
    public async Task Events_wait_while_a_sink_is_paused()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = receiver.Url }, ("onair.dev/paused", "true"));
        var id = rig.Outbox.Add("show", "demo/hooks");
        await SinkRig.UntilAsync(() => rig.Status("hooks") is { Phase: "Paused", Pending: 1 });
        receiver.Requests.ShouldBeEmpty();

        rig.Cluster.Apply("hooks", new { url = receiver.Url });

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Ids.ShouldBe([id]);
    }

    [Fact]
    public async Task Events_for_a_sink_that_is_deleted_are_settled()
    {
        await using var receiver = await Receiver.StartAsync(500);
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("hooks", new { url = receiver.Url });
        rig.Outbox.Add("show", "demo/hooks", "demo/never");
        await SinkRig.UntilAsync(() => rig.Outbox.All.Single().Sinks.SequenceEqual(["demo/hooks"]) && !receiver.Requests.IsEmpty);

        rig.Cluster.Delete("hooks");

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
    }

    [Fact]
    public async Task A_changed_spec_goes_to_the_new_receiver_at_once()
    {
        await using var former = await Receiver.StartAsync(500);
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create(o => (o.FirstRetrySeconds, o.LongestRetrySeconds) = (3600, 3600));
        rig.Cluster.Apply("hooks", new { url = former.Url });
        var id = rig.Outbox.Add("show", "demo/hooks");
        await SinkRig.UntilAsync(() => former.Requests.Count == 1);

        rig.Cluster.Apply("hooks", new { url = receiver.Url });

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Ids.ShouldBe([id]);
    }

    [Fact]
    public async Task A_batch_has_the_events_of_several_resources_each_in_order()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create();
        await rig.StopAsync();
        rig.Cluster.Apply("hooks", new { url = receiver.Url, batchSize = 10 });
        var ids = Enumerable.Range(0, 25).Select(i => rig.Outbox.Add($"show{i % 2}", "demo/hooks")).ToList();

        await rig.RestartAsync();

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        var batches = receiver.Requests.Select(r => BatchIds(r.Body)).ToList();
        batches.Select(b => b.Count).ShouldBe([10, 10, 5]);
        foreach (var stream in ids.GroupBy(id => id.Split('/')[0])) batches.SelectMany(b => b).Where(id => id.StartsWith(stream.Key, StringComparison.Ordinal)).ShouldBe(stream);
    }

    [Fact]
    public async Task One_event_that_is_refused_takes_no_other_of_its_batch_with_it()
    {
        string? poison = null;
        await using var receiver = await Receiver.StartAsync((r, _) => Task.FromResult(r.Body.Contains($"\"{poison}\"", StringComparison.Ordinal) ? 400 : 200));
        await using var rig = SinkRig.Create();
        await rig.StopAsync();
        rig.Cluster.Apply("hooks", new { url = receiver.Url, batchSize = 5, retryAttempts = 1 });
        var ids = Enumerable.Range(0, 5).Select(_ => rig.Outbox.Add("show", "demo/hooks")).ToList();
        poison = ids[2];

        await rig.RestartAsync();

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        receiver.Requests.Skip(2).Select(r => BatchIds(r.Body).Single()).ShouldBe(ids);
        rig.Status("hooks").DeadLetters.Select(l => l.Id).ShouldBe([poison]);
        await SinkRig.UntilAsync(() => rig.Status("hooks").Delivered == 4);
    }

    [Fact]
    public async Task Deliveries_are_counted()
    {
        using var meters = new PrometheusMeters();
        await using var receiver = await Receiver.StartAsync();
        await using var rig = SinkRig.Create();
        rig.Cluster.Apply("counted", new { url = receiver.Url });

        rig.Outbox.Add("show", "demo/counted");

        await SinkRig.UntilAsync(() => rig.Outbox.All.Count == 0);
        using var text = new MemoryStream();
        await meters.Registry.CollectAndExportAsTextAsync(text);
        var lines = System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n');
        lines.ShouldContain("onair_events_delivered_total{sink=\"demo/counted\",type=\"dev.onair.livestream.started\"} 1");
        lines.ShouldContain("onair_events_delivery_seconds_count{sink=\"demo/counted\"} 1");
        lines.ShouldContain("onair_events_request_seconds_count{sink=\"demo/counted\"} 1");
        lines.ShouldContain("onair_events_attempts_total{reason=\"Taken\",sink=\"demo/counted\"} 1");
    }

    private static List<string> BatchIds(string body) =>
        [.. System.Text.Json.Nodes.JsonNode.Parse(body)!.AsArray().Select(e => Convert.ToString((string?)e!["id"], CultureInfo.InvariantCulture)!)];
}
