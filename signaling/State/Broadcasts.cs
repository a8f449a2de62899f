using Npgsql;
using Onair.Postgres;
using Onair.Signaling.Messages;

namespace Onair.Signaling.State;

/// <summary>Broadcasts in PostgreSQL.</summary>
internal static class Broadcasts
{
    private const string Select =
        """
        SELECT b.id, b.site, b.user_id, b.name, b.participant, b.started_at, b.ends_at, b.ended_at, b.reason, b.video, b.audio, b.screen, p.lost_at IS NOT NULL
        FROM broadcasts b LEFT JOIN participants p ON p.id = b.participant
        """;

    /// <summary>What came of a request to broadcast; without a row, the error.</summary>
    internal sealed record Start(BroadcastRow? Row, bool Resumed, string? Error = null);

    /// <summary>The live broadcast of a user.</summary>
    public static Task<BroadcastRow?> OfUserAsync(Session session, string site, string user) =>
        session.FirstAsync($"{Select} WHERE b.site = $1 AND b.user_id = $2 AND b.ended_at IS NULL FOR UPDATE OF b", Read, site, user);

    /// <summary>The live broadcast of a participant.</summary>
    public static Task<BroadcastRow?> OfParticipantAsync(Session session, string participant) =>
        session.FirstAsync($"{Select} WHERE b.participant = $1 AND b.ended_at IS NULL", Read, participant);

    /// <summary>A broadcast, live or ended.</summary>
    public static Task<BroadcastRow?> FindAsync(Session session, string id) => session.FirstAsync($"{Select} WHERE b.id = $1", Read, id);

    /// <summary>All live broadcasts of a site, the oldest first.</summary>
    public static Task<List<BroadcastRow>> LiveAsync(Session session, string site, int limit) =>
        session.ListAsync($"{Select} WHERE b.site = $1 AND b.ended_at IS NULL ORDER BY b.started_at LIMIT $2", Read, site, limit);

    /// <summary>Starts a broadcast, resumes the participant's own, or takes over that of another tab.</summary>
    public static async Task<Start> StartAsync(Session session, ParticipantRow participant, MediaState media, bool takeover, int most, TimeSpan longest)
    {
        // Two tabs, or the last free place of the site.
        await session.ExecuteAsync("SELECT pg_advisory_xact_lock(hashtextextended($1, 1))", participant.Site);
        if (await OfUserAsync(session, participant.Site, participant.User) is { } live)
        {
            if (live.Participant != participant.Id && !takeover) return new(null, false, ErrorCode.AlreadyBroadcasting);
            await session.ExecuteAsync("UPDATE broadcasts SET participant = $2, video = $3, audio = $4, screen = $5 WHERE id = $1", live.Id, participant.Id, media.Video, media.Audio, media.Screen);
            session.Changed(live.Participant);
            await ChangedAsync(session, live);
            return new(live with { Participant = participant.Id, Media = media, Away = false }, true);
        }
        if (await session.CountAsync("SELECT count(*) FROM broadcasts WHERE site = $1 AND ended_at IS NULL", participant.Site) >= most) return new(null, false, ErrorCode.Busy);

        var id = Ids.New();
        await session.ExecuteAsync(
            "INSERT INTO broadcasts (id, site, user_id, name, participant, ends_at, video, audio, screen) VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 second', $7, $8, $9)",
            id, participant.Site, participant.User, participant.Name, participant.Id, longest.TotalSeconds, media.Video, media.Audio, media.Screen);
        session.ChangedUser(participant.Site, participant.User);
        await SiteEvents.AddAsync(session, participant.Site, new("started", id, participant.User));
        return new(await FindAsync(session, id), false);
    }

    /// <summary>Records what is on.</summary>
    public static async Task<bool> SetMediaAsync(Session session, string participant, MediaState media)
    {
        if (await OfParticipantAsync(session, participant) is not { } live) return false;
        if (live.Media == media) return true;
        // Another tab may take over at the same time.
        var written = await session.ExecuteAsync(
            "UPDATE broadcasts SET video = $3, audio = $4, screen = $5 WHERE id = $1 AND participant = $2 AND ended_at IS NULL", live.Id, participant, media.Video, media.Audio, media.Screen);
        // Presence says nothing of what is on.
        if (written > 0) await ChangedForViewersAsync(session, live);
        return written > 0;
    }

    /// <summary>Ends a live broadcast and its viewings; returns false if it is not live.</summary>
    public static async Task<bool> EndAsync(Session session, string id, string reason, DateTimeOffset? at = null)
    {
        var ended = await session.FirstAsync(
            """
            UPDATE broadcasts SET ended_at = least(now(), coalesce($3::timestamptz, now())), reason = $2 WHERE id = $1 AND ended_at IS NULL
            RETURNING site, user_id, participant, extract(epoch FROM ended_at - started_at)::double precision
            """,
            r => new Ended(r.GetString(0), r.GetString(1), r.GetString(2), r.GetDouble(3)), id, reason, at);
        if (ended is null) return false;
        foreach (var viewing in await session.ListAsync("SELECT id FROM viewings WHERE broadcast = $1 AND state <> 'ended'", r => r.GetString(0), id))
            await Viewings.EndAsync(session, viewing, reason, at);
        if (reason == EndReason.Lost && at is { } lost) await Intervals.CloseAsync(session, id, lost);
        await session.ExecuteAsync("DELETE FROM consents WHERE broadcast = $1", id);
        session.Changed(ended.Participant);
        session.ChangedUser(ended.Site, ended.User);
        await SiteEvents.AddAsync(session, ended.Site, new("ended", id, ended.User) { Reason = reason, Seconds = Math.Max(0, ended.Seconds) });
        return true;
    }

    private static async Task ChangedAsync(Session session, BroadcastRow broadcast)
    {
        session.ChangedUser(broadcast.Site, broadcast.User);
        await ChangedForViewersAsync(session, broadcast);
    }

    private static async Task ChangedForViewersAsync(Session session, BroadcastRow broadcast)
    {
        foreach (var viewer in await session.ListAsync("SELECT viewer FROM viewings WHERE broadcast = $1 AND state <> 'ended'", r => r.GetString(0), broadcast.Id))
            session.Changed(viewer);
    }

    private static BroadcastRow Read(NpgsqlDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.Time(5), r.TimeOrNull(6))
    {
        EndedAt = r.TimeOrNull(7),
        Reason = r.Text(8),
        Media = new(r.GetBoolean(9), r.GetBoolean(10), r.GetBoolean(11)),
        Away = r.GetBoolean(12),
    };

    private sealed record Ended(string Site, string User, string Participant, double Seconds);
}
