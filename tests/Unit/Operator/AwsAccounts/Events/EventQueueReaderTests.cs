using System.Text.Json.Nodes;
using Amazon.Runtime;
using Microsoft.Extensions.Logging.Abstractions;
using Onair.Api.MediaProviders;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Events;
using Onair.Tests.Unit.Aws.Loopback;

namespace Onair.Tests.Unit.Operator.AwsAccounts.Events;

public sealed class EventQueueReaderTests
{
    private const string Account = "111122223333";
    private const string Region = "us-west-2";

    private readonly FakeTime _time = new();
    private readonly List<AccountEvent> _events = [];
    private readonly List<JsonNode> _deletions = [];
    private readonly List<Reply> _receive = [];

    [Fact]
    public async Task Events_of_the_account_are_handed_on_and_all_messages_are_deleted()
    {
        _receive.Add(Messages(Event("RUNNING"), "no event", Event("STOPPED", account: "999999999999"), Event("STOPPED", region: "eu-west-1"), Event("DELETED")));
        await using var server = await LoopbackService.StartAsync(Answer);
        using var account = NewAccount(server);
        var reader = Reader(account, Keep);
        reader.LastRead.ShouldBeNull();

        await reader.ReadAsync(CancellationToken.None);

        _events.Cast<ChannelStateChanged>().Select(e => e.State).ShouldBe(["RUNNING", "DELETED"]);
        Deleted().ShouldBe(["r0", "r1", "r2", "r3", "r4"]);
        reader.LastRead.ShouldBe(_time.GetUtcNow());
        var asked = JsonNode.Parse(server.Requests[0].Body)!;
        server.Requests[0].Headers["X-Amz-Target"].ShouldBe("AmazonSQS.ReceiveMessage");
        ((int)asked["MaxNumberOfMessages"]!, (int)asked["WaitTimeSeconds"]!).ShouldBe((10, 10));
    }

    [Fact]
    public async Task An_event_that_could_not_be_handled_stays_and_the_others_go()
    {
        _receive.Add(Messages(Event("RUNNING"), Event("STOPPED"), Event("DELETED")));
        await using var server = await LoopbackService.StartAsync(Answer);
        using var account = NewAccount(server);

        await Reader(account, e => e is ChannelStateChanged { State: "IDLE" } ? throw new InvalidOperationException("busy") : Keep(e)).ReadAsync(CancellationToken.None);

        _events.Count.ShouldBe(2);
        Deleted().ShouldBe(["r0", "r2"]);
    }

    [Fact]
    public async Task An_empty_queue_is_a_successful_read()
    {
        await using var server = await LoopbackService.StartAsync(Answer);
        using var account = NewAccount(server);
        var reader = Reader(account, Keep);

        await reader.ReadAsync(CancellationToken.None);

        reader.LastRead.ShouldBe(_time.GetUtcNow());
        _deletions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_queue_that_cannot_be_read_is_tried_again_after_a_pause()
    {
        _receive.Add(Reply.Json(400, """{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The specified queue does not exist."}"""));
        _receive.Add(Messages(Event("RUNNING")));
        await using var server = await LoopbackService.StartAsync(Answer);
        using var account = NewAccount(server);
        using var end = new CancellationTokenSource();
        var reader = Reader(account, Keep);

        var run = reader.RunAsync(end.Token);
        await Eventually.ShouldBeAsync(() => _receive.Count == 1, "the first attempt");
        reader.LastRead.ShouldBeNull();
        // The pause begins after the answer: a clock that moved before is moved again.
        await Eventually.ShouldBeAsync(() => Moved() && _events.Count > 0, "the second attempt");
        reader.LastRead.ShouldNotBeNull();
        await end.CancelAsync();
        await run;

        _events.ShouldHaveSingleItem();
    }

    private static string Event(string state, string account = Account, string region = Region) => new JsonObject
    {
        ["source"] = "aws.medialive",
        ["detail-type"] = "MediaLive Channel State Change",
        ["account"] = account,
        ["region"] = region,
        ["time"] = "2026-03-08T18:40:59Z",
        ["detail"] = new JsonObject { ["channel_arn"] = "arn:aws:medialive:us-west-2:111122223333:channel:1", ["state"] = state },
    }.ToJsonString();

    private static Reply Messages(params string[] bodies) => Reply.Json(200, new JsonObject
    {
        ["Messages"] = new JsonArray([.. bodies.Select((body, i) => new JsonObject
        {
            ["MessageId"] = $"m{i}",
            ["ReceiptHandle"] = $"r{i}",
            ["Body"] = body,
            ["MD5OfBody"] = Md5(body),
        })]),
    }.ToJsonString());

#pragma warning disable CA5351 // What SQS sends, and AWS's client compares.
    private static string Md5(string body) => Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(body)));
#pragma warning restore CA5351

    private static ProviderAccount NewAccount(LoopbackService server) => new(
        "p", new AwsSpec { Region = Region, EndpointUrl = server.Url, EventQueueUrl = $"https://sqs.{Region}.amazonaws.com/{Account}/onair-events" }, new BasicAWSCredentials("a", "b"));

    private EventQueueReader Reader(ProviderAccount account, Func<AccountEvent, ValueTask> handle) =>
        new(account, handle, _time, NullLogger<EventQueueReader>.Instance);

    private ValueTask Keep(AccountEvent accountEvent)
    {
        _events.Add(accountEvent);
        return ValueTask.CompletedTask;
    }

    private bool Moved()
    {
        _time.Advance(2);
        return true;
    }

    private IEnumerable<string> Deleted() => _deletions.SelectMany(d => d["Entries"]!.AsArray()).Select(e => (string)e!["ReceiptHandle"]!);

    // Without a further answer the queue is empty.
    private Reply Answer(ReceivedRequest request)
    {
        if (request.Headers["X-Amz-Target"] == "AmazonSQS.DeleteMessageBatch")
        {
            _deletions.Add(JsonNode.Parse(request.Body)!);
            return Reply.Json(200, """{"Successful":[],"Failed":[]}""");
        }

        if (_receive.Count == 0) return Reply.Json(200, "{}");
        var reply = _receive[0];
        _receive.RemoveAt(0);
        return reply;
    }
}
