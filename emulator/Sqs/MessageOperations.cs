using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.Sqs;

/// <summary>Receiving and deleting, with the limits of ReceiveMessage and DeleteMessageBatch in the SQS API reference.</summary>
internal sealed partial class MessageOperations(QueueStore queues)
{
    private const int Batch = 10;
    private const int LongestWait = 20;
    private const int LongestVisibility = 43_200;

    /// <summary>Long polling: waits for a message, as long as the client is ready to.</summary>
    public Task WaitAsync(JsonObject input, CancellationToken cancellationToken) =>
        queues.OfUrl(input.Required("QueueUrl"))
            .WaitAsync(TimeSpan.FromSeconds(Number(input, "WaitTimeSeconds", 0, LongestWait) ?? 0), cancellationToken);

    public JsonObject Receive(JsonObject input)
    {
        var queue = queues.OfUrl(input.Required("QueueUrl"));
        var visibility = Number(input, "VisibilityTimeout", 0, LongestVisibility) is { } seconds ? TimeSpan.FromSeconds(seconds) : MessageQueue.Visibility;
        var messages = queue.Receive(Number(input, "MaxNumberOfMessages", 1, Batch) ?? 1, visibility);
        var attributes = input.Texts("MessageSystemAttributeNames");
        // An empty answer has no list.
        return messages.Count == 0 ? [] : new JsonObject { ["Messages"] = new JsonArray([.. messages.Select(m => Document(m, attributes))]) };
    }

    public JsonObject DeleteBatch(JsonObject input)
    {
        var queue = queues.OfUrl(input.Required("QueueUrl"));
        var entries = input.Items("Entries").Select(e => (Id: e.Required("Id"), Receipt: e.Required("ReceiptHandle"))).ToList();
        if (entries.Count == 0) throw new OperationException("EmptyBatchRequest", "There should be at least one DeleteMessageBatchRequestEntry in the request.");
        if (entries.Count > Batch)
            throw new OperationException("TooManyEntriesInBatchRequest", $"Maximum number of entries per request are {Batch}. You have sent {entries.Count}.");
        if (entries.Find(e => !EntryId().IsMatch(e.Id)).Id is { } bad)
            throw new OperationException("InvalidBatchEntryId", $"Id: value '{bad}' may hold only letters, digits, hyphens and underscores, at most 80");
        if (entries.DistinctBy(e => e.Id).Count() < entries.Count) throw new OperationException("BatchEntryIdsNotDistinct", "Id: must not repeat within a batch");
        var deleted = entries.ToLookup(e => queue.Delete(e.Receipt), e => e.Id);
        return new JsonObject
        {
            ["Successful"] = new JsonArray([.. deleted[true].Select(id => new JsonObject { ["Id"] = id })]),
            ["Failed"] = new JsonArray([.. deleted[false].Select(id => new JsonObject
            {
                ["Id"] = id, ["SenderFault"] = true, ["Code"] = "ReceiptHandleIsInvalid", ["Message"] = "The input receipt handle is invalid.",
            })]),
        };
    }

    private static JsonObject Document(ReceivedMessage message, IReadOnlyList<string> attributes)
    {
        var document = new JsonObject
        {
            ["MessageId"] = message.Id,
            ["ReceiptHandle"] = message.Receipt,
            ["MD5OfBody"] = Md5(message.Body),
            ["Body"] = message.Body,
        };
        var known = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ApproximateReceiveCount"] = message.Count.ToString(CultureInfo.InvariantCulture),
            ["SentTimestamp"] = message.Sent.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
        var asked = known.Where(k => attributes.Contains("All") || attributes.Contains(k.Key)).ToDictionary(StringComparer.Ordinal);
        if (asked.Count > 0) document["Attributes"] = asked.ToJson();
        return document;
    }

    // The checksum that SQS defines; it protects nothing.
#pragma warning disable CA5351
    private static string Md5(string text) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351

    private static int? Number(JsonObject input, string name, int least, int most)
    {
        if (input.Number(name) is not { } value) return null;
        return value >= least && value <= most
            ? (int)value
            : throw new OperationException("InvalidParameterValue", $"Value {value} for parameter {name} is invalid. Reason: Must be >= {least} and <= {most}, if provided.");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,80}$")]
    private static partial Regex EntryId();
}
