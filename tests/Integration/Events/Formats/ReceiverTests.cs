using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.EventSinks;
using Onair.Events;
using Onair.Events.Formats;
using Onair.Events.Signing;

namespace Onair.Tests.Integration.Events.Formats;

/// <summary>What sinks are sent, taken by the libraries that their authors use: Standard Webhooks', CloudEvents' and a JSON Schema validator.</summary>
public sealed class ReceiverTests : IAsyncLifetime
{
    private const string Old = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string New = "whsec_BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA==";
    private const string Other = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static readonly EventSinkSpec Binary = new();
    private static readonly EventSinkSpec Batch = new() { BatchSize = 10 };
    private static readonly EventSinkSpec Plain = new() { Format = EventFormat.Plain };

    public Task InitializeAsync() => Receiver.InstallAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_type_of_event_is_verified_and_parsed_and_has_data_of_its_schema()
    {
        var events = SampleEvents.All;

        var results = await Receiver.ReceiveAsync(events.Select(e => Signed(SinkRequestBuilder.Of(Binary, [e]).ShouldHaveSingleItem(), Old) with { Secret = Old }));

        results.Count.ShouldBe(EventTypes.All.Count);
        foreach (var (result, pending) in results.Zip(events))
        {
            ShouldBeVerified(result, "binary");
            ShouldBe(result["events"]!.AsArray().ShouldHaveSingleItem()!, pending);
        }
    }

    [Fact]
    public async Task So_are_batches()
    {
        var requests = SinkRequestBuilder.Of(Batch, [.. SampleEvents.All.Take(10)]);

        var results = await Receiver.ReceiveAsync(requests.Select(request => Signed(request, Old) with { Secret = Old }));

        foreach (var result in results) ShouldBeVerified(result, "batch");
        var events = results.SelectMany(result => result["events"]!.AsArray()).ToList();
        events.Count.ShouldBe(10);
        foreach (var (parsed, pending) in events.Zip(SampleEvents.All)) ShouldBe(parsed!, pending);
    }

    [Fact]
    public async Task While_secrets_change_the_old_and_the_new_verify_and_no_other()
    {
        var request = Signed(SinkRequestBuilder.Of(Binary, [SampleEvents.All[0]])[0], $"{Old}\n{New}");

        var results = await Receiver.ReceiveAsync([request with { Secret = Old }, request with { Secret = New }, request with { Secret = Other }]);

        results.Select(result => (bool)result["verified"]!).ShouldBe([true, true, false]);
        ((string?)results[2]["error"])!.ShouldContain("No matching signature");
    }

    [Fact]
    public async Task Receivers_refuse_altered_and_old_requests()
    {
        var request = Signed(SinkRequestBuilder.Of(Plain, [SampleEvents.All[0]])[0], Old) with { Secret = Old };
        var headers = new Dictionary<string, string>(request.Headers);

        var results = await Receiver.ReceiveAsync(
        [
            request,
            request with { Body = request.Body.Replace("event", "evend", StringComparison.Ordinal) },
            request with { Headers = new Dictionary<string, string>(headers) { ["webhook-id"] = "another" } },
            request with { ReceivedAt = long.Parse(headers["webhook-timestamp"], CultureInfo.InvariantCulture) + 301 },
        ]);

        results.Select(result => (bool)result["verified"]!).ShouldBe([true, false, false, false]);
    }

    private static void ShouldBeVerified(JsonObject result, string mode)
    {
        ((string?)result["error"]).ShouldBeNull();
        ((bool)result["verified"]!).ShouldBeTrue();
        ((string?)result["mode"]).ShouldBe(mode);
    }

    private static void ShouldBe(JsonNode parsed, PendingEvent pending)
    {
        var parts = pending.Source.Split('/');
        ((string?)parsed["specversion"]).ShouldBe("1.0");
        ((string?)parsed["id"]).ShouldBe(pending.Id);
        ((string?)parsed["source"]).ShouldBe(pending.Source);
        ((string?)parsed["type"]).ShouldBe(pending.Type);
        ((string?)parsed["subject"]).ShouldBe($"{parts[^3]}/{parts[^1]}");
        DateTimeOffset.Parse((string)parsed["time"]!, CultureInfo.InvariantCulture).ShouldBe(pending.Time);
        ((string?)parsed["dataschema"]).ShouldBe($"https://onair.dev/schemas/v1alpha1/{pending.Type.Split('.')[2]}.json");
        ((string?)parsed["datacontenttype"]).ShouldBe("application/json");
        long.Parse((string)parsed["sequence"]!, CultureInfo.InvariantCulture).ShouldBe(pending.Sequence);
        parsed["data"]!.ToJsonString().ShouldBe(JsonNode.Parse(pending.Data)!.ToJsonString());
        parsed["schema"]!.AsArray().Select(error => (string?)error).ShouldBeEmpty(pending.Type);
        ((bool)parsed["strict"]!).ShouldBeTrue(pending.Type);
    }

    private static ReceivedRequest Signed(SinkRequest request, string secrets)
    {
        var now = TimeProvider.System.GetUtcNow();
        var headers = new Dictionary<string, string>(request.Headers)
        {
            ["content-type"] = request.ContentType,
            ["webhook-id"] = request.Id,
            ["webhook-timestamp"] = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["webhook-signature"] = WebhookSignature.Sign(WebhookSignature.Keys(secrets), request.Id, now, request.Body),
        };
        return new(headers, Encoding.UTF8.GetString(request.Body));
    }
}
