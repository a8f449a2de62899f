using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>What was last seen of an account as a whole. Rounds of channels at rest look here instead of calling IVS.</summary>
/// <param name="streamInterval">How often the live streams are listed.</param>
internal sealed class AccountView(TimeSpan streamInterval)
{
    // A sweep that takes its time, or is missed once or twice, still counts.
    private const int Holds = 3;

    private volatile StreamSweep? _streams;
    private volatile ChannelSweep? _channels;
    private volatile KeySweep? _keys;

    /// <summary>The last complete list of channels; null before the first.</summary>
    public ChannelSweep? Channels => _channels;

    public void Take(StreamSweep sweep) => _streams = sweep;

    public void Take(ChannelSweep sweep) => _channels = sweep;

    public void Take(KeySweep sweep) => _keys = sweep;

    /// <summary>What is live on the channel; null when the last sweep is too long ago.</summary>
    public SeenStream? Stream(string channelArn, DateTimeOffset now) =>
        _streams is { } sweep && now - sweep.Began < Holds * streamInterval ? sweep.Streams.GetValueOrDefault(channelArn, SeenStream.Offline) : null;

    /// <summary>The channel as it was listed; null when it was not listed, which proves nothing, or too long ago.</summary>
    public ObservedIvs? Channel(string arn, DateTimeOffset now) =>
        _channels is { } sweep && now - sweep.Began < Holds * sweep.Interval ? sweep.Channels.GetValueOrDefault(arn) : null;

    /// <summary>The stream key as it was found; null when it was not found, which proves nothing, or too long ago.</summary>
    public ObservedIvs? Key(string arn, DateTimeOffset now) =>
        _keys is { } sweep && now - sweep.Began < Holds * sweep.Interval ? sweep.Keys.GetValueOrDefault(arn) : null;
}
