using System.Text.Json;
using System.Text.Json.Serialization;

namespace Onair.Emulator.MediaLive;

/// <summary>MediaLive's channel states.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChannelState>))]
internal enum ChannelState
{
    Creating,
    CreateFailed,
    Idle,
    Starting,
    Running,
    Recovering,
    Stopping,
    Deleting,
    Deleted,
    Updating,
    UpdateFailed,
}

/// <summary>What a client can ask of a channel.</summary>
internal enum ChannelVerb
{
    Start,
    Stop,
    Update,
    Delete,
}

/// <summary>The documented state machine.</summary>
internal static class ChannelLifecycle
{
    /// <summary>The state a verb leads to, null when the channel's state does not allow it (a conflict).</summary>
    public static ChannelState? Apply(ChannelState state, ChannelVerb verb) => (verb, state) switch
    {
        (ChannelVerb.Start, ChannelState.Idle) => ChannelState.Starting,
        (ChannelVerb.Stop, ChannelState.Running or ChannelState.Recovering) => ChannelState.Stopping,
        (ChannelVerb.Update, ChannelState.Idle or ChannelState.UpdateFailed) => ChannelState.Updating,
        (ChannelVerb.Delete, ChannelState.Idle or ChannelState.CreateFailed or ChannelState.UpdateFailed) => ChannelState.Deleting,
        _ => null,
    };

    /// <summary>Where a transitional state ends by itself; a settled state stays.</summary>
    /// <param name="state">The state.</param>
    /// <param name="fails">What was asked for cannot be done. A channel that cannot start is IDLE again.</param>
    public static ChannelState Settle(ChannelState state, bool fails = false) => state switch
    {
        ChannelState.Creating when fails => ChannelState.CreateFailed,
        ChannelState.Updating when fails => ChannelState.UpdateFailed,
        ChannelState.Starting when fails => ChannelState.Idle,
        ChannelState.Creating or ChannelState.Stopping or ChannelState.Updating => ChannelState.Idle,
        ChannelState.Starting or ChannelState.Recovering => ChannelState.Running,
        ChannelState.Deleting => ChannelState.Deleted,
        _ => state,
    };

    /// <summary>AWS's usual duration of a transitional state in seconds.</summary>
    public static double Seconds(ChannelState state) => state switch
    {
        ChannelState.Creating or ChannelState.Deleting => 5,
        ChannelState.Starting => 60,
        // "Implementing pipeline redundancy" in the user guide: within a few minutes.
        ChannelState.Recovering => 60,
        ChannelState.Stopping => 15,
        ChannelState.Updating => 3,
        _ => 0,
    };

    /// <summary>The state's name in the API, e.g. <c>CREATE_FAILED</c>.</summary>
    public static string Wire(this ChannelState state) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(state.ToString());
}
