using System.Collections.Concurrent;
using Onair.Signaling.Messages;
using Onair.Signaling.Replicas;
using Onair.Signaling.State;

namespace Onair.Signaling.Connections;

/// <summary>The sockets of this replica.</summary>
internal sealed class ConnectionRegistry : IMailbox, ISockets
{
    private readonly ConcurrentDictionary<string, Connection> _ofParticipant = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Connection, bool> _all = new();
    private readonly Lock _following = new();
    private readonly ConcurrentDictionary<(string Site, string User), ConcurrentDictionary<Connection, bool>> _followers = new();

    public IEnumerable<Connection> All => _all.Keys;

    public int Count => _all.Count;

    public void Add(Connection connection) => _all[connection] = true;

    /// <summary>From now on this socket is the participant's, unless a newer one is. Returns the one that is not any more.</summary>
    public Connection? Claim(ParticipantRow participant, Connection connection)
    {
        while (true)
        {
            var current = _ofParticipant.GetOrAdd(participant.Id, connection);
            if (current == connection) return null;
            if (current.Participant?.Epoch > participant.Epoch) return connection;
            if (_ofParticipant.TryUpdate(participant.Id, connection, current)) return current;
        }
    }

    public bool IsOpen(ParticipantRow participant) => Find(participant.Id)?.Participant?.Epoch == participant.Epoch;

    public Connection? Find(string? participant) => participant is not null && _ofParticipant.TryGetValue(participant, out var connection) ? connection : null;

    public void Deliver(string participant, ServerMessage message) => Find(participant)?.Relay(message);

    /// <summary>Follows other users than before.</summary>
    public void Follow(Connection connection, string site, IEnumerable<string> before, IEnumerable<string> now)
    {
        // A set that is being removed as empty would take a new follower with it.
        lock (_following)
        {
            foreach (var user in before)
            {
                if (!_followers.TryGetValue((site, user), out var followers)) continue;
                followers.TryRemove(connection, out _);
                if (followers.IsEmpty) _followers.TryRemove((site, user), out _);
            }
            foreach (var user in now) _followers.GetOrAdd((site, user), _ => new())[connection] = true;
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
