using System.Collections.Concurrent;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>What was last seen of an account as a whole. Rounds of streams at rest look here instead of calling AWS.</summary>
internal sealed class AccountView(TimeSpan sweepInterval, TimeProvider time)
{
    // Rounds wait for the first sweep instead of describing each channel. If it does not come, they ask themselves.
    private static readonly TimeSpan FirstSweep = TimeSpan.FromSeconds(15);

    // A sweep that takes its time, or is missed once or twice, still counts.
    private readonly TimeSpan _holds = 3 * sweepInterval > FirstSweep ? 3 * sweepInterval : FirstSweep;

    private readonly ConcurrentDictionary<string, DateTimeOffset> _changed = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _since = time.GetUtcNow();

    /// <summary>The last complete sweep; null before the first.</summary>
    public ChannelSweep? Sweep { get; private set; }

    /// <summary>How often streams are looked at.</summary>
    public AccountShares? Shares { get; set; }

    /// <summary>No sweep was finished yet, and one may be soon.</summary>
    public bool IsBeginning => Sweep is null && time.GetUtcNow() - _since < FirstSweep;

    /// <summary>The channel as the last sweep saw it; null when that is too long ago, or something has happened to the channel since.</summary>
    public ObservedResource? Channel(string id) =>
        Sweep is { } sweep && time.GetUtcNow() - sweep.Began < _holds && !(_changed.TryGetValue(id, out var changed) && changed >= sweep.Began)
            ? sweep.Channels.GetValueOrDefault(id)
            : null;

    /// <summary>Something has happened to the channel: what the last sweep saw of it does not count any more.</summary>
    public void Changed(string id) => _changed[id] = time.GetUtcNow();

    /// <summary>Takes the result of a sweep; returns the ids of the channels that changed.</summary>
    public IReadOnlyList<string> Take(ChannelSweep sweep)
    {
        var former = Sweep;
        Sweep = sweep;
        foreach (var (id, at) in _changed)
            if (at < sweep.Began) _changed.TryRemove(new(id, at));
        return former is null ? [] : [.. sweep.ChangedSince(former)];
    }
}
