using System.Text.Json.Nodes;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs;

/// <summary>Channels and stream keys on the wire.</summary>
internal static class IvsDocuments
{
    private static readonly string[] NotInSummaries = ["containerFormat"];

    public static JsonObject Channel(IvsAccount account, IvsChannel row)
    {
        var document = row.Settings.Copy();
        document["arn"] = account.Arn(IvsKinds.Channel, row.Id);
        document["ingestEndpoint"] = account.Options.RtmpsEndpoint();
        document["playbackUrl"] = PlaybackUrl(account, row.Id);
        document["tags"] = row.Tags.ToJson();
        return document;
    }

    public static JsonObject ChannelSummary(IvsAccount account, IvsChannel row)
    {
        var document = row.Settings.Copy();
        foreach (var member in NotInSummaries) document.Remove(member);
        document["arn"] = account.Arn(IvsKinds.Channel, row.Id);
        document["tags"] = row.Tags.ToJson();
        return document;
    }

    public static JsonObject StreamKey(IvsAccount account, StreamKey row)
    {
        var document = StreamKeySummary(account, row);
        document["value"] = row.Value;
        return document;
    }

    public static JsonObject StreamKeySummary(IvsAccount account, StreamKey row) => new()
    {
        ["arn"] = account.Arn(IvsKinds.StreamKey, row.Id),
        ["channelArn"] = account.Arn(IvsKinds.Channel, row.ChannelId),
        ["tags"] = row.Tags.ToJson(),
    };

    /// <summary>What viewers are given.</summary>
    public static string PlaybackUrl(IvsAccount account, string channelId) =>
        account.Options.ViewerBase().ToString().TrimEnd('/') + PlaybackPath(account, channelId);

    /// <summary>The path of the multivariant playlist, which is IVS's.</summary>
    public static string PlaybackPath(IvsAccount account, string channelId) =>
        $"/api/video/v1/{account.Options.Region}.{account.Options.AccountId}.channel.{channelId}.m3u8";
}
