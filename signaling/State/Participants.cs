using Onair.Signaling.Messages;

namespace Onair.Signaling.State;

/// <summary>Participants in PostgreSQL.</summary>
internal static class Participants
{
    /// <summary>A participant that begins or returns, with its new key.</summary>
    internal sealed record Arrival(ParticipantRow Participant, string Key, bool Resumed);

    /// <summary>Resumes a participant if the key fits; otherwise creates one.</summary>
    public static async Task<Arrival> ArriveAsync(Session session, string site, string user, string name, ResumeKey? resume, string replica)
    {
        var key = Ids.New();
        if (resume is not null && await KnownAsync(session, site, resume) is { } known && known.User == user)
        {
            var row = known with { Name = name, Epoch = known.Epoch + 1 };
            await session.ExecuteAsync(
                "UPDATE participants SET replica = $2, epoch = $3, name = $4, former_key_hash = $5, key_hash = $6, lost_at = NULL, connected_at = now() WHERE id = $1",
                row.Id, replica, row.Epoch, name, Ids.Hash(resume.Key!), Ids.Hash(key));
            session.Notify(new Notice { Resumed = row.Id, Epoch = row.Epoch });
            await ChangedAsync(session, row);
            return new(row, key, true);
        }

        var created = new ParticipantRow(Ids.New(), site, user, name, 1);
        await session.ExecuteAsync(
            "INSERT INTO participants (id, site, user_id, name, key_hash, replica) VALUES ($1, $2, $3, $4, $5, $6)",
            created.Id, site, user, name, Ids.Hash(key), replica);
        session.ChangedUser(site, user);
        return new(created, key, false);
    }

    /// <summary>The participant that a key belongs to, also one that ended in the last hour; null if the key does not fit.</summary>
    public static async Task<ParticipantRow?> OfKeyAsync(Session session, string site, ResumeKey resume) => (await FindAsync(session, site, resume, "ended_at IS NULL OR ended_at > now() - interval '1 hour'"))?.Row;

    /// <summary>Its socket is gone. It has the grace time to return.</summary>
    public static async Task LoseAsync(Session session, ParticipantRow participant, DateTimeOffset at)
    {
        var lost = await session.ExecuteAsync(
            "UPDATE participants SET lost_at = $3 WHERE id = $1 AND epoch = $2 AND lost_at IS NULL AND ended_at IS NULL", participant.Id, participant.Epoch, at);
        if (lost > 0) await ChangedAsync(session, participant);
    }

    /// <summary>The participants of a replica that others took for lost, e.g. since its beats did not arrive.</summary>
    public static Task<List<ParticipantRow>> LostAsync(Session session, string replica) => session.ListAsync(
        "SELECT id, site, user_id, name, epoch FROM participants WHERE replica = $1 AND lost_at IS NOT NULL AND ended_at IS NULL",
        r => new ParticipantRow(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4)), replica);

    /// <summary>It was taken for lost, but its socket is open; false if it has ended or moved to another replica.</summary>
    public static async Task<bool> ReturnAsync(Session session, ParticipantRow participant, string replica)
    {
        var returned = await session.ExecuteAsync(
            "UPDATE participants SET lost_at = NULL WHERE id = $1 AND epoch = $2 AND replica = $3 AND lost_at IS NOT NULL AND ended_at IS NULL", participant.Id, participant.Epoch, replica);
        if (returned > 0) await ChangedAsync(session, participant);
        return returned > 0;
    }

    /// <summary>Where the participant is now. One that was deleted has ended.</summary>
    public static async Task<Standing> StandingAsync(Session session, string participant) =>
        await session.FirstAsync("SELECT epoch, ended_at IS NOT NULL FROM participants WHERE id = $1", r => new Standing(r.GetInt64(0), r.GetBoolean(1)), participant) ?? new(0, true);

    /// <summary>Keeps a participant from ending until this transaction is over; false if it has ended, or has another socket.</summary>
    public static async Task<bool> HoldAsync(Session session, ParticipantRow participant) => await session.FirstAsync(
        "SELECT id FROM participants WHERE id = $1 AND epoch = $2 AND ended_at IS NULL FOR SHARE", r => r.GetString(0), participant.Id, participant.Epoch) is not null;

    /// <summary>Ends a participant with everything that it has.</summary>
    public static async Task EndAsync(Session session, string participant, string broadcastReason, string viewingReason, DateTimeOffset? at = null)
    {
        // The row comes first: what it begins at the same time is either seen here, or sees the end.
        var users = await session.ListAsync(
            "UPDATE participants SET ended_at = now() WHERE id = $1 AND ended_at IS NULL RETURNING site, user_id", r => (r.GetString(0), r.GetString(1)), participant);
        foreach (var broadcast in await session.ListAsync("SELECT id FROM broadcasts WHERE participant = $1 AND ended_at IS NULL FOR UPDATE", r => r.GetString(0), participant))
            await Broadcasts.EndAsync(session, broadcast, broadcastReason, at);
        foreach (var viewing in await session.ListAsync("SELECT id FROM viewings WHERE viewer = $1 AND state <> 'ended'", r => r.GetString(0), participant))
            await Viewings.EndAsync(session, viewing, viewingReason, at);
        foreach (var (site, user) in users) session.ChangedUser(site, user);
        // Its socket may be open.
        session.Changed(participant);
    }

    /// <summary>Viewers see whether the broadcaster's page is there, and followers whether the user is.</summary>
    private static async Task ChangedAsync(Session session, ParticipantRow participant)
    {
        session.ChangedUser(participant.Site, participant.User);
        var viewers = await session.ListAsync(
            "SELECT v.viewer FROM viewings v JOIN broadcasts b ON b.id = v.broadcast WHERE b.participant = $1 AND v.state <> 'ended'", r => r.GetString(0), participant.Id);
        foreach (var viewer in viewers) session.Changed(viewer);
    }

    private static async Task<ParticipantRow?> KnownAsync(Session session, string site, ResumeKey resume) => (await FindAsync(session, site, resume, "ended_at IS NULL"))?.Row;

    private static async Task<Keyed?> FindAsync(Session session, string site, ResumeKey resume, string condition)
    {
        var row = await session.FirstAsync(
            $"SELECT id, site, user_id, name, epoch, key_hash, former_key_hash FROM participants WHERE id = $1 AND site = $2 AND ({condition}) FOR UPDATE",
            r => new Keyed(
                new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetInt64(4)), r.GetFieldValue<byte[]>(5), r.IsDBNull(6) ? null : r.GetFieldValue<byte[]>(6)),
            resume.Participant, site);
        return row is not null && Ids.Matches(resume.Key!, row.Key, row.FormerKey) ? row : null;
    }

    private sealed record Keyed(ParticipantRow Row, byte[] Key, byte[]? FormerKey);
}
