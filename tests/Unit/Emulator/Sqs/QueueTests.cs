using System.Text.Json.Nodes;
using Onair.Emulator.Sqs;

namespace Onair.Tests.Unit.Emulator.Sqs;

/// <summary>SQS's standard queue.</summary>
public sealed class QueueTests : IDisposable
{
    private const string Url = "http://any.test/000000000000/events";

    private readonly ControlPlane _plane = new(o => o.Seed.Queues.Add("events"));

    private MessageQueue Queue => _plane.Get<QueueStore>().OfUrl(Url);

    [Fact]
    public async Task A_message_comes_again_after_its_visibility_timeout_unless_it_is_deleted()
    {
        Queue.Send("a");
        var first = Messages(await Receive("""{"VisibilityTimeout":10}""")).ShouldHaveSingleItem();
        Messages(await Receive("{}")).ShouldBeEmpty();
        _plane.Time.Advance(10);

        var second = Messages(await Receive("""{"MessageSystemAttributeNames":["All"]}""")).ShouldHaveSingleItem();

        ((string?)second["MessageId"], (string?)second["Body"], (string?)second["Attributes"]!["ApproximateReceiveCount"]).ShouldBe(((string?)first["MessageId"], "a", "2"));
        second["MD5OfBody"]!.GetValue<string>().ShouldBe("0cc175b9c0f1b6a831c399e269772661");
        first["Attributes"].ShouldBeNull();
        // Only the latest receipt deletes.
        (await Delete((string)first["ReceiptHandle"]!)).Body.ToJsonString().ShouldBe("""{"Successful":[{"Id":"e0"}],"Failed":[]}""");
        _plane.Time.Advance(30);
        var third = Messages(await Receive("{}")).ShouldHaveSingleItem();
        await Delete((string)third["ReceiptHandle"]!);
        _plane.Time.Advance(30);
        Messages(await Receive("{}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Long_polling_ends_with_a_message_or_with_the_wait()
    {
        var late = Receive("""{"WaitTimeSeconds":20}""");
        late.IsCompleted.ShouldBeFalse();
        Queue.Send("a");
        Messages(await late).ShouldHaveSingleItem();

        var empty = Receive("""{"WaitTimeSeconds":20}""");
        _plane.Time.Advance(19);
        empty.IsCompleted.ShouldBeFalse();
        _plane.Time.Advance(1);
        (await empty).Body.ToJsonString().ShouldBe("{}");
    }

    [Fact]
    public async Task Long_polling_ends_when_a_hidden_message_is_visible_again()
    {
        Queue.Send("a");
        await Receive("""{"VisibilityTimeout":5}""");

        var again = Receive("""{"WaitTimeSeconds":20}""");
        _plane.Time.Advance(5);

        Messages(await again).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Messages_come_oldest_first_and_at_most_as_many_as_asked_for()
    {
        for (var i = 0; i < 12; i++) Queue.Send($"{i}");

        Bodies(await Receive("{}")).ShouldBe(["0"]);
        Bodies(await Receive("""{"MaxNumberOfMessages":10}""")).ShouldBe(Enumerable.Range(1, 10).Select(i => $"{i}"));
        Bodies(await Receive("""{"MaxNumberOfMessages":10}""")).ShouldBe(["11"]);
    }

    [Fact]
    public async Task An_invalid_receipt_fails_alone_in_its_batch()
    {
        Queue.Send("a");
        var receipt = (string)Messages(await Receive("{}"))[0]["ReceiptHandle"]!;

        var (status, body) = await Delete(receipt, "nonsense");

        status.ShouldBe(200);
        ((string?)body["Successful"]!.AsArray().ShouldHaveSingleItem()!["Id"]).ShouldBe("e0");
        ((string?)body["Failed"]!.AsArray().ShouldHaveSingleItem()!["Code"]).ShouldBe("ReceiptHandleIsInvalid");
    }

    [Theory]
    [InlineData("ReceiveMessage", """{"QueueUrl":"http://any.test/000000000000/none"}""", "QueueDoesNotExist")]
    [InlineData("ReceiveMessage", """{"QueueUrl":"http://any.test/111111111111/events"}""", "QueueDoesNotExist")]
    [InlineData("ReceiveMessage", """{"QueueUrl":"http://any.test/000000000000/events","MaxNumberOfMessages":11}""", "InvalidParameterValue")]
    [InlineData("ReceiveMessage", """{"QueueUrl":"http://any.test/000000000000/events","WaitTimeSeconds":21}""", "InvalidParameterValue")]
    [InlineData("ReceiveMessage", "{}", "ValidationException")]
    [InlineData("DeleteMessageBatch", """{"QueueUrl":"http://any.test/000000000000/events","Entries":[]}""", "EmptyBatchRequest")]
    [InlineData("DeleteMessageBatch", """{"QueueUrl":"http://any.test/000000000000/events","Entries":[{"Id":"a b","ReceiptHandle":"r"}]}""", "InvalidBatchEntryId")]
    [InlineData("DeleteMessageBatch", """{"QueueUrl":"http://any.test/000000000000/events","Entries":[{"Id":"a","ReceiptHandle":"r"},{"Id":"a","ReceiptHandle":"s"}]}""", "BatchEntryIdsNotDistinct")]
    public async Task Refuses_invalid_requests_with_the_error_of_SQS(string operation, string request, string code)
    {
        var (status, body) = await _plane.Rpc("sqs", operation, request);

        (status, (string?)body["__type"]).ShouldBe((400, code));
    }

    public void Dispose() => _plane.Dispose();

    private static List<JsonNode> Messages((int Status, JsonNode Body) answer)
    {
        answer.Status.ShouldBe(200, answer.Body.ToJsonString());
        return [.. (answer.Body["Messages"] as JsonArray ?? []).Select(m => m!)];
    }

    private static IEnumerable<string> Bodies((int Status, JsonNode Body) answer) => Messages(answer).Select(m => (string)m["Body"]!);

    private Task<(int Status, JsonNode Body)> Receive(string request)
    {
        var input = JsonNode.Parse(request)!;
        input["QueueUrl"] = Url;
        return _plane.Rpc("sqs", "ReceiveMessage", input.ToJsonString());
    }

    private Task<(int Status, JsonNode Body)> Delete(params string[] receipts) => _plane.Rpc("sqs", "DeleteMessageBatch", new JsonObject
    {
        ["QueueUrl"] = Url,
        ["Entries"] = new JsonArray([.. receipts.Select((r, i) => new JsonObject { ["Id"] = $"e{i}", ["ReceiptHandle"] = r })]),
    }.ToJsonString());
}
