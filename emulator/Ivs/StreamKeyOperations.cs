using System.Text.Json.Nodes;
using Onair.Emulator.Ivs.Streams;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs;

/// <summary>Stream keys. A deleted one lets nobody in any more; the stream that it let in goes on.</summary>
internal sealed class StreamKeyOperations(IvsAccount account, PushFeed ingest)
{
    /// <summary>Of <c>maxResults</c>, in IVS's API reference.</summary>
    private const int PageSize = 1;

    public JsonObject Create(JsonObject input)
    {
        lock (account.Gate)
        {
            var channel = account.Channel(input.Required("channelArn"));
            var quota = account.Options.Quotas.IvsStreamKeysPerChannel;
            if (account.KeysOf(channel.Id).Count() >= quota) throw IvsErrors.Quota("stream keys for a channel", quota);
            var key = Add(channel, Tags.Checked(input.Map("tags"), IvsErrors.Invalid));
            ingest.Changed();
            return Document(key);
        }
    }

    public JsonObject Get(JsonObject input) => Document(account.StreamKey(input.Required("arn")));

    /// <summary>The keys that there are, and an error for each of the others: the request as a whole succeeds.</summary>
    public JsonObject GetBatch(JsonObject input)
    {
        var (keys, errors) = (new JsonArray(), new JsonArray());
        foreach (var arn in input["arns"]!.AsArray().Select(a => (string)a!))
        {
            try
            {
                keys.Add((JsonNode)IvsDocuments.StreamKey(account, account.StreamKey(arn)));
            }
            catch (OperationException error)
            {
                errors.Add((JsonNode)new JsonObject { ["arn"] = arn, ["code"] = error.Code, ["message"] = error.Message });
            }
        }
        return new JsonObject { ["streamKeys"] = keys, ["errors"] = errors };
    }

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            account.StreamKeys.Remove(account.StreamKey(input.Required("arn")).Id);
            ingest.Changed();
            return [];
        }
    }

    public JsonObject List(JsonObject input)
    {
        var channel = account.Channel(input.Required("channelArn"));
        return Page.Of(
            account.KeysOf(channel.Id), input, "streamKeys", k => k.Id, k => IvsDocuments.StreamKeySummary(account, k), IvsErrors.Invalid, PageSize);
    }

    /// <summary>Makes a key. Under the gate.</summary>
    public StreamKey Add(IvsChannel channel, IReadOnlyDictionary<string, string> tags)
    {
        var id = IvsAccount.NewId();
        return account.StreamKeys.Put(new StreamKey
        {
            Id = id,
            ChannelId = channel.Id,
            Value = $"sk_{account.Options.Region}_{id}_{IvsAccount.NewText(30)}",
            Tags = tags,
        });
    }

    private JsonObject Document(StreamKey key) => new() { ["streamKey"] = IvsDocuments.StreamKey(account, key) };
}
