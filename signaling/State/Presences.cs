using Onair.Postgres;

namespace Onair.Signaling.State;

/// <summary>Whether a user is there and broadcasts.</summary>
internal sealed record PresenceRow(string User, string? Name, bool Online, bool Live, bool Away, DateTimeOffset? Since);

/// <summary>Presence in PostgreSQL.</summary>
internal static class Presences
{
    /// <summary>The presence of each of these users.</summary>
    public static Task<List<PresenceRow>> OfAsync(Session session, string site, IReadOnlyCollection<string> users) => session.ListAsync(
        """
        SELECT u.id, coalesce(b.name, p.name), coalesce(p.online, false), b.id IS NOT NULL, b.id IS NOT NULL AND coalesce(o.lost_at IS NOT NULL, true), b.started_at
        FROM unnest($2) AS u (id)
        LEFT JOIN broadcasts b ON b.site = $1 AND b.user_id = u.id AND b.ended_at IS NULL
        LEFT JOIN participants o ON o.id = b.participant
        LEFT JOIN LATERAL (
          SELECT max(name) AS name, bool_or(lost_at IS NULL) AS online FROM participants WHERE site = $1 AND user_id = u.id AND ended_at IS NULL
        ) p ON true
        """,
        r => new PresenceRow(r.GetString(0), r.Text(1), r.GetBoolean(2), r.GetBoolean(3), r.GetBoolean(4), r.TimeOrNull(5)), site, users.ToArray());
}
