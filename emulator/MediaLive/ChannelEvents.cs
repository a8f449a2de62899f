using System.Globalization;
using System.Text.Json.Nodes;
using Onair.Emulator.EventBridge;

namespace Onair.Emulator.MediaLive;

/// <summary>
/// What MediaLive tells of a channel, in the JSON of "JSON for a state change event" and "JSON for an alert event" in the MediaLive user guide.
/// </summary>
internal sealed class ChannelEvents(EventBus bus, MediaLiveAccount account)
{
    /// <summary>Tells that the channel left a state for another.</summary>
    public void Entered(Channel channel, ChannelState former, int pipelines)
    {
        if (Name(former, channel.State) is not { } state) return;
        var arn = account.Arn("channel", channel.Id);
        bus.Publish("MediaLive Channel State Change", [arn], new JsonObject
        {
            ["channel_arn"] = arn,
            ["state"] = state,
            ["message"] = $"{state[0]}{state[1..].ToLowerInvariant()} channel",
            ["pipelines_running_count"] = pipelines,
        });
    }

    /// <summary>Tells that an alert was set or cleared.</summary>
    public void Alerted(Channel channel, ChannelAlert alert)
    {
        var arn = account.Arn("channel", channel.Id);
        bus.Publish("MediaLive Channel Alert", [arn], new JsonObject
        {
            ["alarm_state"] = alert.Cleared is null ? "SET" : "CLEARED",
            ["alarm_id"] = alert.Id,
            ["alert_type"] = alert.Type,
            ["pipeline"] = alert.Pipeline.ToString(CultureInfo.InvariantCulture),
            ["channel_arn"] = arn,
            ["message"] = alert.Message,
        });
    }

    /// <summary>
    /// The state's name in an event; null when there is none. "States for channels" in the user guide leaves out updates. It lists Idle, but
    /// users see CREATED and STOPPED where DescribeChannel says IDLE, in line with the guide's own example, DELETED.
    /// </summary>
    private static string? Name(ChannelState former, ChannelState state) => (former, state) switch
    {
        (_, ChannelState.Updating or ChannelState.UpdateFailed) or (ChannelState.Updating, _) => null,
        (ChannelState.Creating, ChannelState.Idle) => "CREATED",
        (_, ChannelState.Idle) => "STOPPED",
        _ => state.Wire(),
    };
}
