using System.Text.Json.Nodes;
using Onair.Emulator.MediaLive;
using Onair.Emulator.Sqs;
using Onair.Operator.AwsAccounts.Events;

namespace Onair.Tests.Unit.Emulator.EventBridge;

/// <summary>What MediaLive and CloudTrail tell, read as the operator reads it.</summary>
public sealed class EventBridgeTests : IDisposable
{
    private readonly ControlPlane _plane = new(o =>
    {
        o.Seed.Queues.Add("events");
        o.EventQueue = "events";
    });

    [Fact]
    public async Task A_channel_tells_its_life_but_not_its_edits()
    {
        var stage = await _plane.RunningAsync();
        (await _plane.MediaLive("POST", $"/channels/{stage.Channel}/stop")).Status.ShouldBe(200);
        _plane.Time.Advance(15);
        await _plane.UntilAsync($"/channels/{stage.Channel}", "IDLE");
        (await _plane.MediaLive("PUT", $"/channels/{stage.Channel}", """{"name":"other"}""")).Status.ShouldBe(200);
        _plane.Time.Advance(3);
        await _plane.UntilAsync($"/channels/{stage.Channel}", "IDLE");
        (await _plane.MediaLive("DELETE", $"/channels/{stage.Channel}")).Status.ShouldBe(200);
        _plane.Time.Advance(5);

        var events = new List<JsonNode>();
        await Eventually.ShouldBeAsync(() => Received(events).Exists(e => (string?)e["detail"]!["state"] == "DELETED"), "the last event");

        events.Where(e => (string?)e["detail-type"] == "MediaLive Channel State Change").Select(e => (string?)e["detail"]!["state"])
            .ShouldBe(["CREATING", "CREATED", "STARTING", "RUNNING", "STOPPING", "STOPPED", "DELETING", "DELETED"]);
        events.ShouldAllBe(e => (string?)e["source"] == "aws.medialive" && (string?)e["account"] == "000000000000" && (string?)e["region"] == "us-east-1");
        Parsed(events).OfType<ChannelStateChanged>().ShouldAllBe(e => e.ChannelId == stage.Channel);
        Parsed(events).OfType<ChannelStateChanged>().Count(e => e.State == "IDLE").ShouldBe(2);
    }

    [Fact]
    public async Task An_alert_is_told_once_when_it_is_set_and_once_when_it_is_cleared()
    {
        var stage = await _plane.RunningAsync();
        // Until then MediaLive probes the input and raises no alert.
        _plane.Time.Advance(InputAlerts.ProbeSeconds);
        for (var i = 0; i < 2; i++) await _plane.MediaLive("GET", $"/channels/{stage.Channel}/alerts");
        _plane.Media.Receiving = true;
        for (var i = 0; i < 2; i++) await _plane.MediaLive("GET", $"/channels/{stage.Channel}/alerts");

        var alerts = Parsed(Received()).OfType<ChannelAlertChanged>().ToList();

        alerts.Select(a => (a.ChannelId, a.Pipeline, a.AlertType, a.Set))
            .ShouldBe(
            [
                (stage.Channel, 0, InputAlerts.StreamNotFound, true), (stage.Channel, 0, InputAlerts.InitialProbe, true),
                (stage.Channel, 0, InputAlerts.StreamNotFound, false), (stage.Channel, 0, InputAlerts.InitialProbe, false),
            ]);
        alerts[0].AlertId.ShouldBe(alerts[2].AlertId);
    }

    [Fact]
    public async Task A_write_call_is_told_with_its_caller_and_without_stream_keys()
    {
        var stage = await _plane.RunningAsync();
        await _plane.MediaLive("POST", $"/channels/{stage.Channel}/start");
        await _plane.MediaLive("GET", $"/channels/{stage.Channel}");

        var events = Received();

        // The second start is a conflict, and reads are none.
        Parsed(events).OfType<WriteCalled>().Select(c => (c.EventName, string.Join(',', c.ResourceIds), c.CallerArn)).ShouldBe(
        [
            ("CreateInputSecurityGroup", stage.Group, "arn"),
            ("CreateInput", stage.Input, "arn"),
            ("CreateChannel", stage.Channel, "arn"),
            ("StartChannel", stage.Channel, "arn"),
        ]);
        string.Concat(events.Select(e => e.ToJsonString())).ShouldNotContain("live/key");
    }

    [Fact]
    public void A_queue_that_is_not_there_is_refused_at_the_start()
    {
        using var plane = new ControlPlane(o => o.EventQueue = "events");

        Should.Throw<InvalidOperationException>(() => plane.Get<Onair.Emulator.EventBridge.EventBus>())
            .Message.ShouldBe("Emulator:EventQueue: value 'events' must be one of Emulator:Seed:Queues");
    }

    public void Dispose() => _plane.Dispose();

    private static List<AccountEvent> Parsed(IEnumerable<JsonNode> events) => [.. events.Select(e => AccountEvent.Parse(e.ToJsonString()).ShouldNotBeNull())];

    // Those received before stay hidden.
    private List<JsonNode> Received(List<JsonNode>? all = null)
    {
        all ??= [];
        all.AddRange(_plane.Get<QueueStore>().OfUrl("http://x/000000000000/events").Receive(100, TimeSpan.FromHours(1)).Select(m => JsonNode.Parse(m.Body)!));
        return all;
    }
}
