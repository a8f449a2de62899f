using Onair.Postgres;

namespace Onair.Signaling.State;

/// <summary>Intervals in PostgreSQL.</summary>
internal static class Intervals
{
    // A participant of the same user may report a broadcast that it took over.
    private const string Owner =
        """
        SELECT b.id, v.id, coalesce(v.accepted_at, v.asked_at), v.ended_at FROM viewings v JOIN broadcasts b ON b.id = v.broadcast
        WHERE v.id = $1 AND v.viewer = $2 AND v.accepted_at IS NOT NULL FOR UPDATE OF v
        """;

    private const string Broadcast =
        """
        SELECT b.id, NULL::text, b.started_at, b.ended_at FROM broadcasts b JOIN participants p ON p.id = $2 AND p.site = b.site AND p.user_id = b.user_id
        WHERE b.id = $1 FOR UPDATE OF b
        """;

    /// <summary>Stores a report of a participant; null if it owns no such viewing or broadcast, or has too many intervals.</summary>
    public static async Task<IntervalRow?> RecordAsync(Session session, string participant, Beacon beacon)
    {
        var owner = await OwnerAsync(session, Owner, participant, beacon.Owner) ?? await OwnerAsync(session, Broadcast, participant, beacon.Owner);
        if (owner is null) return null;
        var known = await OfAsync(session, beacon.Owner);
        if (!IntervalRules.Takes(known, beacon.Interval)) return null;
        var interval = IntervalRules.Account(known, beacon, owner.Window);
        await session.ExecuteAsync(
            """
            INSERT INTO intervals (owner, id, broadcast, viewing, started_at, seconds, playing, updated_at) VALUES ($1, $2, $3, $4::text, $5, $6, $7, $8)
            ON CONFLICT (owner, id) DO UPDATE SET seconds = excluded.seconds, playing = excluded.playing, updated_at = greatest(intervals.updated_at, excluded.updated_at)
            """,
            beacon.Owner, interval.Id, owner.Broadcast, owner.Viewing, interval.StartedAt, interval.Seconds, interval.Playing, interval.UpdatedAt);
        return interval;
    }

    /// <summary>Ends the intervals of an owner whose page is gone.</summary>
    public static async Task CloseAsync(Session session, string owner, DateTimeOffset lostAt)
    {
        foreach (var open in (await OfAsync(session, owner)).Where(i => i.Playing))
        {
            var closed = IntervalRules.Close(open, lostAt);
            await session.ExecuteAsync("UPDATE intervals SET seconds = $3, playing = false WHERE owner = $1 AND id = $2", owner, closed.Id, closed.Seconds);
        }
    }

    /// <summary>What was accounted to an owner.</summary>
    public static async Task<double> SecondsAsync(Session session, string owner) => (await OfAsync(session, owner)).Sum(i => i.Seconds);

    private static Task<List<IntervalRow>> OfAsync(Session session, string owner) => session.ListAsync(
        "SELECT id, started_at, seconds, playing, updated_at FROM intervals WHERE owner = $1",
        r => new IntervalRow(r.GetString(0), r.Time(1), r.GetDouble(2), r.GetBoolean(3), r.Time(4)), owner);

    private static Task<OwnerRow?> OwnerAsync(Session session, string sql, string participant, string owner) =>
        session.FirstAsync(sql, r => new OwnerRow(r.GetString(0), r.Text(1), new(r.Time(2), r.TimeOrNull(3))), owner, participant);

    private sealed record OwnerRow(string Broadcast, string? Viewing, Window Window);
}
