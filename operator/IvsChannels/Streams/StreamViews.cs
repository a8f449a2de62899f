using System.Collections.Concurrent;
using System.Collections.Frozen;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.Streams;

/// <summary>What was last seen live in each provider's account.</summary>
internal sealed class StreamViews(OperatorOptions options)
{
    private readonly ConcurrentDictionary<string, StreamView> _views = new(StringComparer.Ordinal);

    public StreamView Of(string provider) => _views.GetOrAdd(provider, _ => new(TimeSpan.FromSeconds(options.SweepSeconds)));

    public void Forget(string provider) => _views.TryRemove(provider, out _);
}

/// <summary>The live streams of an account, as the last sweep saw them. Rounds look here instead of asking for each channel.</summary>
internal sealed class StreamView(TimeSpan sweepInterval)
{
    // A sweep that takes its time, or is missed once or twice, still counts.
    private readonly TimeSpan _holds = 3 * sweepInterval;

    private volatile StreamSweep? _sweep;

    /// <summary>Takes the result of a sweep.</summary>
    public void Take(StreamSweep sweep) => _sweep = sweep;

    /// <summary>What is live on the channel; null when the last sweep is too long ago.</summary>
    public SeenStream? Stream(string channelArn, DateTimeOffset now) =>
        _sweep is { } sweep && now - sweep.Began < _holds ? sweep.Streams.GetValueOrDefault(channelArn, SeenStream.Offline) : null;
}

/// <summary>All live streams of an account.</summary>
/// <param name="Began">When the first page was asked for.</param>
/// <param name="Streams">The streams by the ARN of their channel.</param>
internal sealed record StreamSweep(DateTimeOffset Began, FrozenDictionary<string, SeenStream> Streams);
