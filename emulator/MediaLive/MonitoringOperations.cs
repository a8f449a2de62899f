using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Emulator.Protocol;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaLive;

/// <summary>Alerts, thumbnails and the account's configuration.</summary>
internal sealed class MonitoringOperations(MediaLiveAccount account, AlertMonitor monitor)
{
    public JsonObject ListAlerts(JsonObject input)
    {
        var channel = account.Channel(input.Required("channelId"));
        var state = input.Text("stateFilter");
        if (state is not (null or "SET" or "CLEARED"))
            throw MediaLiveErrors.BadRequest($"stateFilter: value '{state}' must satisfy enum value set: [SET, CLEARED]");
        var alerts = monitor.Alerts(channel).Index().Where(a => state is null || state == State(a.Item));
        return Page.Of(
            alerts, input, "alerts", a => a.Index.ToString("D6", CultureInfo.InvariantCulture), a => Document(a.Item), MediaLiveErrors.BadRequest);
    }

    /// <summary>Pipelines without pictures: thumbnails are not emulated.</summary>
    public JsonObject DescribeThumbnails(JsonObject input)
    {
        var channel = account.Channel(input.Required("channelId"));
        if (channel.State != ChannelState.Running) throw MediaLiveErrors.Conflict($"Channel {channel.Id} is not RUNNING");
        return new JsonObject
        {
            ["thumbnailDetails"] = new JsonArray(new JsonObject
            {
                ["pipelineId"] = input.Required("pipelineId"),
                ["thumbnails"] = new JsonArray(),
            }),
        };
    }

    public static JsonObject DescribeAccountConfiguration(JsonObject _) =>
        new() { ["accountConfiguration"] = new JsonObject { ["kmsKeyId"] = "" } };

    private static string State(ChannelAlert alert) => alert.Cleared is null ? "SET" : "CLEARED";

    private static JsonObject Document(ChannelAlert alert)
    {
        var document = new JsonObject
        {
            ["alertType"] = alert.Type,
            ["id"] = alert.Id,
            ["message"] = alert.Message,
            ["pipelineId"] = alert.Pipeline.ToString(CultureInfo.InvariantCulture),
            ["setTimestamp"] = Iso8601(alert.Set),
            ["state"] = State(alert),
        };
        if (alert.Cleared is { } cleared) document["clearedTimestamp"] = Iso8601(cleared);
        return document;
    }

    private static string Iso8601(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
