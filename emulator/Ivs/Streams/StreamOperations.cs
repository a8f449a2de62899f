using System.Text.Json.Nodes;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs.Streams;

/// <summary>The streams on air. An offline channel has none: IVS says so with an error.</summary>
internal sealed class StreamOperations(IvsAccount account, StreamMonitor streams, IPushIngest ingest, Viewers viewers)
{
    /// <summary>Of <c>maxResults</c>, in IVS's API reference.</summary>
    private const int PageSize = 100;

    public JsonObject Get(JsonObject input)
    {
        var arn = input.Required("channelArn");
        var channel = account.Channel(arn);
        if (streams.Observe(channel) is not { LiveAt: not null } stream) throw IvsErrors.Offline(arn);
        var document = Summary(stream);
        document["playbackUrl"] = IvsDocuments.PlaybackUrl(account, channel.Id);
        return new JsonObject { ["stream"] = document };
    }

    public JsonObject List(JsonObject input)
    {
        var health = input.Text("filterBy.health");
        var live = account.Channels.Rows.Select(streams.Observe).OfType<IvsStream>().Where(s => s.LiveAt is not null);
        return Page.Of(
            live.Where(s => health is null || Health(s) == health), input, "streams", s => s.ChannelId, Summary, IvsErrors.Invalid, PageSize);
    }

    /// <summary>Disconnects the encoder. Until it is, the stream is LIVE; an encoder that comes back begins another one.</summary>
    public JsonObject Stop(JsonObject input)
    {
        var arn = input.Required("channelArn");
        var stream = streams.Observe(account.Channel(arn)) ?? throw IvsErrors.Offline(arn);
        if (stream.LiveAt is null) throw IvsErrors.Unavailable(arn);
        ingest.Drop(stream.ChannelId);
        return [];
    }

    private string Health(IvsStream stream) => StreamDecision.Health(streams.Receiving(stream));

    private JsonObject Summary(IvsStream stream) => new()
    {
        ["channelArn"] = account.Arn(IvsKinds.Channel, stream.ChannelId),
        ["streamId"] = stream.Id,
        ["state"] = "LIVE",
        ["health"] = Health(stream),
        ["viewerCount"] = viewers.Count(stream.Token),
        ["startTime"] = IvsAccount.Iso8601(stream.LiveAt!.Value),
    };
}
