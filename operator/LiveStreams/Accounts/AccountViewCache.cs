using System.Collections.Concurrent;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>The view of each provider's account.</summary>
internal sealed class AccountViewCache(OperatorOptions options, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, AccountView> _views = new(StringComparer.Ordinal);

    public AccountView Of(string provider) => _views.GetOrAdd(provider, _ => new(TimeSpan.FromSeconds(options.SweepSeconds), time));

    /// <summary>
    /// What the last sweep saw of the stream's channel, if it can only show that all is as it was: a stream that is being started, stopped
    /// or deleted looks at its channel itself, and so does one that has just taken its channel over. Null then, and when the sweep has not
    /// seen it.
    /// </summary>
    public ObservedResource? ChannelAtRest(LiveStream stream)
    {
        var status = stream.Recorded;
        var session = status.CurrentSession;
        var settled = status.CurrentSessionId is null || session is { RunningAt: not null, StoppingAt: null };
        if (!settled || stream.Metadata.DeletionTimestamp is not null || status.Resources is not { ChannelId: { } id, Creating: null, Missing: null }) return null;
        // A sweep from before an adoption shows the tags of the former owner.
        return Of(stream.ProviderName).Channel(id) is { } channel && channel.Tag?.IsOf(stream.Uid, options.ClusterName) == true ? channel : null;
    }

    public void Forget(string provider) => _views.TryRemove(provider, out _);
}
