using Npgsql;
using Onair.Postgres;
using Onair.Signaling.Messages;

namespace Onair.Signaling.State;

/// <summary>Viewings in PostgreSQL.</summary>
internal static class Viewings
{
    private const string Select =
        """
        SELECT v.id, v.broadcast, v.state, v.viewer, v.viewer_user, v.viewer_name, b.participant, b.user_id, b.name, v.expires_at, v.accepted_at, v.ended_at, v.reason,
          b.video, b.audio, b.screen, p.lost_at IS NOT NULL
        FROM viewings v JOIN broadcasts b ON b.id = v.broadcast LEFT JOIN participants p ON p.id = b.participant
        """;

    /// <summary>For how long a broadcaster is not asked again about a viewer that it declined.</summary>
    public const double DeclinedSeconds = 30;

    /// <summary>What came of a request to watch.</summary>
    internal sealed record Watch(ViewingRow? Row, string? Refusal = null, double? RetryAfterSeconds = null);

    /// <summary>How the site handles viewers.</summary>
    internal sealed record Terms(bool MayWatch, bool Automatic, int MostViewings, int ConsentSeconds, bool Proven);

    /// <summary>The viewings of a participant, on either side: the open ones, and these.</summary>
    public static Task<List<ViewingRow>> OfParticipantAsync(Session session, string participant, IReadOnlyCollection<string> known) =>
        session.ListAsync($"{Select} WHERE (v.viewer = $1 OR b.participant = $1) AND v.state <> 'ended' OR v.id = ANY($2)", Read, participant, known.ToArray());

    /// <summary>A viewing.</summary>
    public static Task<ViewingRow?> FindAsync(Session session, string id) => session.FirstAsync($"{Select} WHERE v.id = $1", Read, id);

    /// <summary>Begins a viewing, or returns the open one.</summary>
    public static async Task<Watch> BeginAsync(Session session, ParticipantRow viewer, string user, Terms terms)
    {
        // The lock on the broadcast makes requests wait for each other.
        var broadcast = await Broadcasts.OfUserAsync(session, viewer.Site, user);
        if (broadcast is not null && await session.FirstAsync($"{Select} WHERE v.broadcast = $1 AND v.viewer = $2 AND v.state <> 'ended'", Read, broadcast.Id, viewer.Id) is { } open)
            return new(open);

        var answer = WatchAnswer.Decide(new()
        {
            Viewer = viewer.User,
            Watched = user,
            MayWatch = terms.MayWatch,
            IsLive = broadcast is not null,
            DeclinedForSeconds = broadcast is null ? null : await DeclinedForAsync(session, broadcast, viewer),
            Viewings = broadcast is null ? 0 : (int)await session.CountAsync("SELECT count(*) FROM viewings WHERE broadcast = $1 AND state <> 'ended'", broadcast.Id),
            MostViewings = terms.MostViewings,
            IsRemembered = broadcast is not null && await Consents.HasAsync(session, broadcast, viewer, terms.Proven),
            IsAutomatic = terms.Automatic,
        });
        if (answer.Refusal is not null) return new(null, answer.Refusal, answer.RetryAfterSeconds);

        var id = Ids.New();
        await session.ExecuteAsync(
            """
            INSERT INTO viewings (id, broadcast, viewer, viewer_user, viewer_name, state, expires_at, accepted_at)
            VALUES ($1, $2, $3, $4, $5, $6, now() + $7 * interval '1 second', CASE WHEN $6 = 'accepted' THEN now() END)
            """,
            id, broadcast!.Id, viewer.Id, viewer.User, viewer.Name, answer.State, (double)terms.ConsentSeconds);
        session.Changed(broadcast.Participant);
        if (answer.State == ViewingState.Accepted) await SiteEvents.AddAsync(session, viewer.Site, new("viewerjoined", broadcast.Id, broadcast.User) { Viewer = viewer.User });
        return new(await FindAsync(session, id));
    }

    /// <summary>The broadcaster's answer; null if there is no such question.</summary>
    public static async Task<ViewingRow?> AnswerAsync(Session session, ParticipantRow broadcaster, string id, bool allow, bool remember, bool proven)
    {
        if (await FindAsync(session, id) is not { State: ViewingState.Asking } viewing || viewing.Broadcaster != broadcaster.Id) return null;
        if (!allow)
        {
            await EndAsync(session, id, EndReason.Declined);
            return viewing;
        }
        if (await session.ExecuteAsync("UPDATE viewings SET state = 'accepted', accepted_at = now() WHERE id = $1 AND state = 'asking'", id) == 0) return null;
        if (remember) await Consents.AddAsync(session, broadcaster, viewing, proven);
        session.Changed(viewing.Viewer);
        session.Changed(viewing.Broadcaster);
        await SiteEvents.AddAsync(session, broadcaster.Site, new("viewerjoined", viewing.Broadcast, viewing.BroadcasterUser) { Viewer = viewing.ViewerUser });
        return viewing;
    }

    /// <summary>Ends a viewing; returns false if it has ended already.</summary>
    public static async Task<bool> EndAsync(Session session, string id, string reason, DateTimeOffset? at = null)
    {
        if (await FindAsync(session, id) is not { } viewing) return false;
        var ended = await session.ExecuteAsync(
            "UPDATE viewings SET state = 'ended', reason = $2, ended_at = least(now(), coalesce($3::timestamptz, now())) WHERE id = $1 AND state <> 'ended'", id, reason, at);
        if (ended == 0) return false;
        if (reason == EndReason.Lost && at is { } lost) await Intervals.CloseAsync(session, id, lost);
        session.Changed(viewing.Viewer);
        session.Changed(viewing.Broadcaster);
        if (viewing.AcceptedAt is null) return true;
        var broadcast = await Broadcasts.FindAsync(session, viewing.Broadcast);
        await SiteEvents.AddAsync(session, broadcast!.Site, new("viewerleft", viewing.Broadcast, viewing.BroadcasterUser)
        {
            Viewer = viewing.ViewerUser,
            Reason = reason,
            Seconds = await Intervals.SecondsAsync(session, id),
        });
        return true;
    }

    // The times are PostgreSQL's, as its clock is the one that all replicas share.
    private static async Task<double?> DeclinedForAsync(Session session, BroadcastRow broadcast, ParticipantRow viewer) => (await session.ListAsync(
        """
        SELECT extract(epoch FROM ended_at - now())::float8 + $4 FROM viewings
        WHERE broadcast = $1 AND (viewer = $2 OR viewer_user = $3) AND reason = 'declined' AND ended_at > now() - $4 * interval '1 second'
        ORDER BY ended_at DESC LIMIT 1
        """, r => (double?)r.GetDouble(0), broadcast.Id, viewer.Id, viewer.User, DeclinedSeconds)).FirstOrDefault();

    private static ViewingRow Read(NpgsqlDataReader r) => new(r.GetString(0), r.GetString(1), r.GetString(2))
    {
        Viewer = r.GetString(3),
        ViewerUser = r.GetString(4),
        ViewerName = r.GetString(5),
        Broadcaster = r.GetString(6),
        BroadcasterUser = r.GetString(7),
        BroadcasterName = r.GetString(8),
        ExpiresAt = r.Time(9),
        AcceptedAt = r.TimeOrNull(10),
        EndedAt = r.TimeOrNull(11),
        Reason = r.Text(12),
        Media = new(r.GetBoolean(13), r.GetBoolean(14), r.GetBoolean(15)),
        Away = r.GetBoolean(16),
    };
}
