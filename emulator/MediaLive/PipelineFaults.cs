using Onair.Emulator.Faults;

namespace Onair.Emulator.MediaLive;

/// <summary>Has pipelines fail. MediaLive restarts them by itself: "States for channels" in the user guide, Recovering.</summary>
internal sealed class PipelineFaults(MediaLiveAccount account, ChannelRunner runner) : IPipelineFaults
{
    /// <inheritdoc/>
    public string? Fail(string channelId, int pipeline)
    {
        lock (account.Gate)
        {
            if (!account.Channels.TryGet(channelId, out var channel)) return $"channel: value '{channelId}' must be the id of a channel";
            if (channel.State != ChannelState.Running) return $"channel: {channelId} is {channel.State.Wire()}; it must be RUNNING";
            if (pipeline < 0 || pipeline >= channel.Pipelines) return $"body: value {pipeline} must be the number of a pipeline, from 0 to {channel.Pipelines - 1}";
            runner.Fail(channel, pipeline);
            return null;
        }
    }
}
