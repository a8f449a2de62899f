using System.Text;
using System.Text.Json.Nodes;
using Onair.Api.EventSinks;
using Onair.Events;
using Onair.Events.Formats;
using Onair.Events.Formats.CloudEvents;
using Onair.Events.Transitions;

namespace Onair.Tests.Unit.Events.Formats;

public sealed class CloudEventsTests
{
    private static readonly EventSinkSpec Binary = new();
    private static readonly EventSinkSpec Batch = new() { BatchSize = 100 };

    [Fact]
    public void In_binary_mode_the_attributes_are_headers_and_the_body_is_the_data()
    {
        var pending = SampleEvents.Of(EventTypes.LiveStreamStarted);

        var request = SinkRequestBuilder.Of(Binary, [pending]).ShouldHaveSingleItem();

        request.ContentType.ShouldBe("application/json");
        Encoding.UTF8.GetString(request.Body).ShouldBe(pending.Data);
        request.Id.ShouldBe(pending.Id);
        request.Headers.ShouldBe(
            new Dictionary<string, string>
            {
                ["ce-specversion"] = "1.0",
                ["ce-id"] = "4f5c1a40-67a1-4ec0-9d0a-1f6f5b0f8a01/3/17-started",
                ["ce-source"] = "/apis/onair.dev/v1alpha1/namespaces/demo/livestreams/event",
                ["ce-type"] = "dev.onair.livestream.started",
                ["ce-subject"] = "demo/event",
                ["ce-time"] = "2026-11-21T12:30:00Z",
                ["ce-dataschema"] = "https://onair.dev/schemas/v1alpha1/livestream.json",
                ["ce-sequence"] = "0000000000000000017",
            },
            ignoreOrder: true);
    }

    [Fact]
    public void In_batch_mode_the_body_has_the_events_in_their_order()
    {
        var events = SampleEvents.All.Take(3).ToList();

        var request = SinkRequestBuilder.Of(Batch, events).ShouldHaveSingleItem();

        request.ContentType.ShouldBe("application/cloudevents-batch+json; charset=utf-8");
        request.Headers.ShouldBeEmpty();
        var batch = JsonNode.Parse(request.Body)!.AsArray();
        batch.Select(e => (string?)e!["id"]).ShouldBe(events.Select(e => e.Id));
        foreach (var (item, pending) in batch.Zip(events))
        {
            ((string?)item!["specversion"]).ShouldBe("1.0");
            ((string?)item["datacontenttype"]).ShouldBe("application/json");
            item["data"]!.ToJsonString().ShouldBe(JsonNode.Parse(pending.Data)!.ToJsonString());
        }
    }

    [Fact]
    public void One_event_is_a_batch_too_where_batches_are_asked_for() =>
        SinkRequestBuilder.Of(Batch, [SampleEvents.All[0]]).ShouldHaveSingleItem().ContentType.ShouldStartWith("application/cloudevents-batch+json");

    [Fact]
    public void A_batch_that_is_sent_again_has_its_id_and_one_of_other_events_another()
    {
        var ids = new[] { SampleEvents.All.Take(3), SampleEvents.All.Take(3), SampleEvents.All.Take(2), SampleEvents.All.Take(3).Reverse() }
            .Select(events => SinkRequestBuilder.Of(Batch, [.. events]).ShouldHaveSingleItem().Id).ToList();

        ids[1].ShouldBe(ids[0]);
        ids.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void A_batch_that_is_too_large_becomes_several_that_are_not()
    {
        var events = Enumerable.Range(1, 100).Select(i => SampleEvents.Of(EventTypes.All[i % EventTypes.All.Count], i)).ToList();

        var requests = SinkRequestBuilder.Of(Batch, events);

        requests.Count.ShouldBeGreaterThan(3);
        requests.ShouldAllBe(request => request.Body.Length < SinkRequestBuilder.MaxBytes);
        requests.Select(request => request.Id).Distinct().Count().ShouldBe(requests.Count);
        requests.SelectMany(request => JsonNode.Parse(request.Body)!.AsArray()).Select(e => (string?)e!["id"]).ShouldBe(events.Select(e => e.Id));
    }

    [Fact]
    public void No_id_has_a_full_stop_which_the_signature_separates_by()
    {
        var specs = new[] { Binary, Batch, new() { Format = EventFormat.Plain } };

        specs.SelectMany(spec => SinkRequestBuilder.Of(spec, SampleEvents.All)).ShouldAllBe(request => !request.Id.Contains('.'));
        EventTypes.All.ShouldAllBe(type => !new Transition(type).Name.Contains('.'));
    }

    [Fact]
    public void A_later_event_has_a_greater_sequence_as_text()
    {
        long[] sequences = [1, 9, 10, 99, 100, int.MaxValue, long.MaxValue];

        var texts = sequences.Select(s => SinkRequestBuilder.Of(Binary, [SampleEvents.Of(EventTypes.LiveStreamStarted, s)])[0].Headers["ce-sequence"]).ToList();

        texts.ShouldBe(texts.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("demo/event", "demo/event")]
    [InlineData("Euro € 😀", "Euro%20%E2%82%AC%20%F0%9F%98%80")]
    [InlineData("100% \"sure\"~", "100%25%20%22sure%22~")]
    [InlineData("a\tb\u007f", "a%09b%7F")]
    public void A_header_is_encoded_as_the_binding_says(string value, string expected) => BinaryMode.HeaderValue(value).ShouldBe(expected);
}
