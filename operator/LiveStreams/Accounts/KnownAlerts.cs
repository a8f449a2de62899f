using System.Collections.Concurrent;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>An alert of a pipeline.</summary>
internal sealed record InputAlert(string? Id, string? Pipeline, string? Type);

/// <summary>The alerts of a channel that are set.</summary>
/// <param name="Session">The session that they are of.</param>
/// <param name="AskedAt">When MediaLive was asked.</param>
/// <param name="Alerts">The alerts.</param>
/// <param name="IsCertain">False when an event came while MediaLive was asked: the answer may be older than the event, or younger.</param>
internal sealed record ChannelAlertSet(string? Session, DateTimeOffset AskedAt, IReadOnlyList<InputAlert> Alerts, bool IsCertain);

/// <summary>The alerts of each stream's channel: as they were last read, and as events have told of since.</summary>
internal sealed class KnownAlerts
{
    private readonly ConcurrentDictionary<string, ChannelAlertSet> _sets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _events = new(StringComparer.Ordinal);

    /// <summary>What is known of a stream; null before MediaLive was asked.</summary>
    public ChannelAlertSet? Of(string uid) => _sets.GetValueOrDefault(uid);

    /// <summary>How many events have come; for <see cref="Answered"/>, from before MediaLive is asked.</summary>
    public long Events(string uid) => _events.GetValueOrDefault(uid);

    /// <summary>MediaLive has answered.</summary>
    /// <param name="uid">The stream.</param>
    /// <param name="session">Its session.</param>
    /// <param name="askedAt">When it was asked.</param>
    /// <param name="alerts">The alerts that were set.</param>
    /// <param name="events">The number of events at that time.</param>
    public ChannelAlertSet Answered(string uid, string? session, DateTimeOffset askedAt, IReadOnlyList<InputAlert> alerts, long events) =>
        _sets[uid] = new(session, askedAt, alerts, IsCertain: Events(uid) == events);

    /// <summary>An event says that an alert was set or cleared.</summary>
    public void Changed(string uid, InputAlert alert, bool set)
    {
        _events.AddOrUpdate(uid, 1, (_, count) => count + 1);
        while (_sets.TryGetValue(uid, out var known))
        {
            IEnumerable<InputAlert> others = known.Alerts.Where(a => a.Id != alert.Id);
            if (_sets.TryUpdate(uid, known with { Alerts = [.. set ? others.Append(alert) : others] }, known)) return;
        }
    }

    /// <summary>The stream is gone.</summary>
    public void Forget(string uid)
    {
        _sets.TryRemove(uid, out _);
        _events.TryRemove(uid, out _);
    }
}
