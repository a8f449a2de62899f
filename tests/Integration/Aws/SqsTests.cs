using Amazon.SQS;
using Amazon.SQS.Model;
using Onair.Aws;

namespace Onair.Tests.Integration.Aws;

[Collection(EmulatorCollection.Name)]
public sealed class SqsTests(AwsEmulator emulator)
{
    private string Queue => $"{emulator.Url}/{AwsEmulator.AccountId}/{AwsEmulator.Queue}";

    [Fact]
    public async Task Reads_and_deletes_the_events_of_a_queue()
    {
        using var client = new AmazonSQSClient(emulator.Credentials, emulator.Configure(new AmazonSQSConfig()));
        var sqs = CallRecorder<IAmazonSQS>.Around(client, out var called);
        using var live = new Amazon.MediaLive.AmazonMediaLiveClient(emulator.Credentials, emulator.Configure(new Amazon.MediaLive.AmazonMediaLiveConfig()));
        var group = (await live.CreateInputSecurityGroupAsync(new() { WhitelistRules = [new() { Cidr = "127.0.0.0/8" }] })).SecurityGroup;

        // Other tests of the collection are events too.
        var seen = "";
        while (!seen.Contains(group.Id, StringComparison.Ordinal))
        {
            var received = await sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = Queue, MaxNumberOfMessages = 10, WaitTimeSeconds = 10, VisibilityTimeout = 60 });
            received.Messages.ShouldNotBeNull("the event of the call is in the queue").ShouldNotBeEmpty();
            var deleted = await sqs.DeleteMessageBatchAsync(new DeleteMessageBatchRequest
            {
                QueueUrl = Queue,
                Entries = [.. received.Messages.Select((m, i) => new DeleteMessageBatchRequestEntry { Id = $"m{i}", ReceiptHandle = m.ReceiptHandle })],
            });
            deleted.Successful.Count.ShouldBe(received.Messages.Count);
            seen = string.Concat(received.Messages.Select(m => m.Body));
        }

        seen.ShouldContain("CreateInputSecurityGroup");
        var absent = await Should.ThrowAsync<QueueDoesNotExistException>(() => sqs.ReceiveMessageAsync(new ReceiveMessageRequest { QueueUrl = Queue + "-absent" }));
        AwsErrorReader.Classify(absent).Kind.ShouldBe(AwsErrorKind.Invalid);
        await live.DeleteInputSecurityGroupAsync(new() { InputSecurityGroupId = group.Id });
        called.ShouldBe(["DeleteMessageBatch", "ReceiveMessage"], ignoreOrder: true);
    }
}
