using Onair.Emulator.Media;
using Onair.Emulator.MediaPackage;
using Onair.Emulator.State;
using Onair.Emulator.SystemsManager;

namespace Onair.Emulator.MediaLive;

/// <summary>Carries channels through their transitional states, media included.</summary>
internal sealed partial class ChannelRunner(
    MediaLiveAccount account, MediaPackageAccount packages, IMediaEngine engine, ParameterStore parameters, Transitions transitions,
    ChannelEvents events, ILogger<ChannelRunner> logger)
{
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(5);

    /// <summary>Puts the channel into a state and continues from there.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="state">The state.</param>
    /// <param name="fails">What the state is for will not succeed.</param>
    public Channel Enter(Channel channel, ChannelState state, bool fails = false)
    {
        var entered = account.Channels.Put(channel with
        {
            State = state,
            Fails = fails,
            Due = state == ChannelState.Deleted ? account.Forgotten() : account.In(ChannelLifecycle.Seconds(state)),
            StartedAt = state == ChannelState.Starting ? account.Now : channel.StartedAt,
        });
        LogState(channel.Id, state);
        events.Entered(entered, channel.State, engine.Health(channel.Id).Count);
        if (state != ChannelState.Running || channel.State == ChannelState.Recovering) Resume(entered);
        return entered;
    }

    /// <summary>A pipeline of a running channel fails, and is restarted when the channel has recovered.</summary>
    public void Fail(Channel channel, int pipeline) => transitions.At(
        account.Now, $"pipeline {pipeline} of channel {channel.Id} fails", c => engine.FailAsync(channel.Id, pipeline, c), _ => Settle(channel, ChannelState.Recovering));

    /// <summary>Continues the channel's transition, which this or an earlier process began.</summary>
    public void Resume(Channel channel)
    {
        var what = $"channel {channel.Id} {channel.State.Wire()}";
        var now = account.Now;
        var due = channel.Due ?? now;
        switch (channel.State)
        {
            case ChannelState.Starting when !channel.Fails:
                transitions.At(due, what, c => engine.StartAsync(Plan(channel, now), c), failure => Settle(channel, failure is null ? ChannelState.Running : ChannelState.Idle));
                break;
            case ChannelState.Running:
                // A pipeline has failed, or all of them with the process: they restart without a request.
                transitions.At(now, what, c => engine.StartAsync(Plan(channel, now), c), failure => Retry(channel, failure));
                break;
            case ChannelState.Stopping:
                transitions.At(due, what, c => engine.StopAsync(channel.Id, c), _ => Settle(channel, ChannelState.Idle));
                break;
            case ChannelState.Deleted:
                transitions.At(due, what, () => account.Channels.Remove(channel.Id));
                break;
            default:
                var next = ChannelLifecycle.Settle(channel.State, channel.Fails);
                if (next != channel.State) transitions.At(due, what, () => Settle(channel, next));
                break;
        }
    }

    private void Settle(Channel channel, ChannelState state)
    {
        lock (account.Gate)
        {
            // Tags and the schedule may have changed meanwhile: continue with the stored row, if it still waits for this.
            if (account.Channels.TryGet(channel.Id, out var row) && row.State == channel.State) Enter(row, state);
        }
    }

    private void Retry(Channel channel, Exception? failure)
    {
        if (failure is null) return;
        transitions.At(account.Now + RestartPause, $"channel {channel.Id} restart", () =>
        {
            if (account.Channels.TryGet(channel.Id, out var row) && row.State == channel.State) Resume(row);
        });
    }

    private ChannelPlan Plan(Channel channel, DateTimeOffset start) =>
        ChannelPlanner.Plan(channel, start, account.Input, packages.HlsEndpoints, parameters.ValueOf);

    [LoggerMessage(20, LogLevel.Information, "Channel {Id} is {State}")]
    private partial void LogState(string id, ChannelState state);
}
