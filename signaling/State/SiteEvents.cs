using Onair.Postgres;

namespace Onair.Signaling.State;

/// <summary>What happened on a site, for the operator, which sends it to EventSinks.</summary>
/// <param name="Type">The last word of the event's type, e.g. <c>started</c>.</param>
internal sealed record SiteEventRow(string Type, string Broadcast, string User)
{
    public string? Viewer { get; init; }

    public string? Reason { get; init; }

    public double? Seconds { get; init; }

    public long Number { get; init; }

    public DateTimeOffset Time { get; init; }
}

/// <summary>The events of a site in PostgreSQL, numbered in the order of their commits.</summary>
internal static class SiteEvents
{
    public static async Task AddAsync(Session session, string site, SiteEventRow happened)
    {
        // The row stays locked until the commit, so a lower number is never visible later.
        var number = await session.CountAsync("INSERT INTO sites (site, events) VALUES ($1, 1) ON CONFLICT (site) DO UPDATE SET events = sites.events + 1 RETURNING events", site);
        await session.ExecuteAsync(
            "INSERT INTO events (site, number, type, broadcast, user_id, viewer, reason, seconds) VALUES ($1, $2, $3, $4, $5, $6::text, $7::text, $8::double precision)",
            site, number, happened.Type, happened.Broadcast, happened.User, happened.Viewer, happened.Reason, happened.Seconds);
    }

    /// <summary>The events after a number, the oldest first.</summary>
    public static Task<List<SiteEventRow>> AfterAsync(Session session, string site, long number, int limit) => session.ListAsync(
        "SELECT type, broadcast, user_id, viewer, reason, seconds, number, created_at FROM events WHERE site = $1 AND number > $2 ORDER BY number LIMIT $3",
        r => new SiteEventRow(r.GetString(0), r.GetString(1), r.GetString(2))
        {
            Viewer = r.Text(3),
            Reason = r.Text(4),
            Seconds = r.IsDBNull(5) ? null : r.GetDouble(5),
            Number = r.GetInt64(6),
            Time = r.Time(7),
        }, site, number, limit);
}
