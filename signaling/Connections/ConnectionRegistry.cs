using System.Collections.Concurrent;
using Onair.Signaling.Messages;

namespace Onair.Signaling.Connections;

/// <summary>The sockets of this replica.</summary>
internal sealed class ConnectionRegistry : IMailbox
{
    private readonly ConcurrentDictionary<string, Connection> _ofParticipant = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Connection, bool> _all = new();
    private readonly ConcurrentDictionary<(string Site, string User), ConcurrentDictionary<Connection, bool>> _followers = new();

    public IEnumerable<Connection> All => _all.Keys;

    public int Count => _all.Count;

    public void Add(Connection connection) => _all[connection] = true;

    /// <summary>From now on this socket is the participant's.</summary>
    public void Claim(string participant, Connection connection) => _ofParticipant[participant] = connection;

    public Connection? Find(string? participant) => participant is not null && _ofParticipant.TryGetValue(participant, out var connection) ? connection : null;

    public void Deliver(string participant, ServerMessage message) => Find(participant)?.Relay(message);

    /// <summary>Follows other users than before.</summary>
    public void Follow(Connection connection, string site, IEnumerable<string> before, IEnumerable<string> now)
    {
        foreach (var user in before)
        {
            if (!_followers.TryGetValue((site, user), out var followers)) continue;
            followers.TryRemove(connection, out _);
            if (followers.IsEmpty) _followers.TryRemove(new((site, user), followers));
        }
        foreach (var user in now)
        {
            // A set that is being removed as empty would take the follower with it.
            while (true)
            {
                var followers = _followers.GetOrAdd((site, user), _ => new());
                followers[connection] = true;
                if (_followers.TryGetValue((site, user), out var current) && current == followers) break;
            }
        }
    }

    public void Remove(Connection connection, string? participant)
    {
        _all.TryRemove(connection, out _);
        if (participant is not null) _ofParticipant.TryRemove(new(participant, connection));
    }

    public void RefreshAll()
    {
        foreach (var connection in _all.Keys)
        {
            connection.Refresh();
            connection.RefreshPresence(null);
        }
    }

    public void RefreshFollowers(string site, string user)
    {
        if (!_followers.TryGetValue((site, user), out var followers)) return;
        foreach (var connection in followers.Keys) connection.RefreshPresence(user);
    }
}
