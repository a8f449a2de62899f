namespace Onair.Api.LiveStreams;

/// <summary>Which edits MediaLive takes only while the channel is idle. All others take effect on air, or at the next session.</summary>
public static class OnAirEdits
{
    /// <summary>The paths of the changed fields that need an idle channel, in ordinal order.</summary>
    public static IReadOnlyList<string> NeedIdle(LiveStreamSpec before, LiveStreamSpec after) =>
        ChannelFieldTable.Differing(ChannelFieldTable.Of(before), ChannelFieldTable.Of(after));
}
