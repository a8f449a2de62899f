using System.Text.Json.Nodes;
using Onair.Emulator.Ivs.Streams;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs;

/// <summary>IVS channels. CreateChannel has no idempotency token: a repeated call makes a second channel.</summary>
internal sealed class ChannelOperations(IvsAccount account, RecordingOperations recordings, StreamKeyOperations keys, StreamMonitor streams, PushFeed ingest)
{
    /// <summary>Of <c>maxResults</c>, in IVS's API reference.</summary>
    private const int PageSize = 100;

    public JsonObject Create(JsonObject input)
    {
        lock (account.Gate)
        {
            var quota = account.Options.Quotas.IvsChannels;
            if (account.Channels.Rows.Count >= quota) throw IvsErrors.Quota("channels", quota);
            var settings = ChannelSettings.With(null, input);
            recordings.CheckUsable(settings.Required("recordingConfigurationArn"));
            var channel = new IvsChannel { Id = IvsAccount.NewId(), Settings = settings, Tags = Tags.Checked(input.Map("tags"), IvsErrors.Invalid) };
            account.Channels.Put(channel);
            var key = keys.Add(channel, new Dictionary<string, string>());
            ingest.Changed();
            return new JsonObject { ["channel"] = IvsDocuments.Channel(account, channel), ["streamKey"] = IvsDocuments.StreamKey(account, key) };
        }
    }

    public JsonObject Get(JsonObject input) => Document(account.Channel(input.Required("arn")));

    public JsonObject List(JsonObject input)
    {
        var (name, recording) = (input.Text("filterByName"), input.Text("filterByRecordingConfigurationArn"));
        var others = new[] { input.Text("filterByPlaybackRestrictionPolicyArn"), input.Text("filterByAdConfigurationArn") }.Count(f => f is not null);
        if ((name is null ? 0 : 1) + (recording is null ? 0 : 1) + others > 1) throw IvsErrors.Conflict("Filters are mutually exclusive and cannot be used together");
        var rows = account.Channels.Rows.Where(c =>
            others == 0 && (name is null || c.Settings.Text("name") == name) && (recording is null || c.Settings.Text("recordingConfigurationArn") == recording));
        return Page.Of(rows, input, "channels", c => c.Id, c => IvsDocuments.ChannelSummary(account, c), IvsErrors.Invalid, PageSize);
    }

    public JsonObject Update(JsonObject input)
    {
        lock (account.Gate)
        {
            var channel = account.Channel(input.Required("arn"));
            RefuseWhileLive(channel, "updated");
            var settings = ChannelSettings.With(channel.Settings, input);
            if (input.Text("recordingConfigurationArn") is { } recording) recordings.CheckUsable(recording);
            var updated = account.Channels.Put(channel with { Settings = settings });
            ingest.Changed();
            return Document(updated);
        }
    }

    public JsonObject Delete(JsonObject input)
    {
        lock (account.Gate)
        {
            var channel = account.Channel(input.Required("arn"));
            RefuseWhileLive(channel, "deleted");
            foreach (var key in account.KeysOf(channel.Id)) account.StreamKeys.Remove(key.Id);
            account.Channels.Remove(channel.Id);
            ingest.Changed();
            return [];
        }
    }

    private void RefuseWhileLive(IvsChannel channel, string done)
    {
        if (streams.Observe(channel) is not null)
            throw IvsErrors.Conflict($"Channel: {account.Arn(IvsKinds.Channel, channel.Id)} is live and cannot be {done}");
    }

    private JsonObject Document(IvsChannel channel) => new() { ["channel"] = IvsDocuments.Channel(account, channel) };
}
